/* How far apart two pictures are: the root of the mean square difference of their samples, 0 to 255. Prints it; exits 2 when they
 * are not of one size or cannot be read. Usage: rms A.png B.png
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static png_bytep read_picture(const char *path, png_image *image)
{
	memset(image, 0, sizeof *image);
	image->version = PNG_IMAGE_VERSION;
	if (!png_image_begin_read_from_file(image, path)) {
		fprintf(stderr, "rms: %s: %s\n", path, image->message);
		return NULL;
	}
	image->format = PNG_FORMAT_RGB;
	png_color white = {255, 255, 255};
	png_bytep pixel = malloc(PNG_IMAGE_SIZE(*image));
	if (pixel == NULL || !png_image_finish_read(image, &white, pixel, 0, NULL)) {
		fprintf(stderr, "rms: %s: %s\n", path, image->message);
		free(pixel);
		return NULL;
	}
	return pixel;
}

int main(int argc, char **argv)
{
	png_image a, b;
	if (argc != 3) {
		fputs("usage: rms A.png B.png\n", stderr);
		return 2;
	}
	png_bytep x = read_picture(argv[1], &a), y = x != NULL ? read_picture(argv[2], &b) : NULL;
	if (y == NULL || a.width != b.width || a.height != b.height) {
		if (y != NULL)
			fprintf(stderr, "rms: %ux%u against %ux%u\n", a.width, a.height, b.width, b.height);
		free(x);
		free(y);
		return 2;
	}
	double sum = 0;
	size_t n = PNG_IMAGE_SIZE(a);
	for (size_t i = 0; i < n; i++) {
		double d = (double)x[i] - (double)y[i];
		sum += d * d;
	}
	printf("%.3f\n", sqrt(sum / (double)n));
	free(x);
	free(y);
	return 0;
}
