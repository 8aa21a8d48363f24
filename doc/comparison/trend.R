library(ggplot2)
d <- read.csv("trend.csv")
d$name <- factor(d$measure, c("reported", "prosecuted"), c("Reported cases", "Criminal cases"))
whole <- d[d$partial == 0, ]
last <- whole[whole$year == 2020, ]
colour <- c("Reported cases" = "#0072B2", "Criminal cases" = "#D55E00")
p <- ggplot(d, aes(year, count, colour = name, fill = name)) +
  geom_ribbon(data = whole, aes(ymin = lower, ymax = upper), alpha = 0.2, colour = NA) +
  geom_line(data = whole, linewidth = 1) +
  geom_point(data = whole, size = 2.4) +
  geom_errorbar(data = d[d$partial == 1, ], aes(ymin = lower, ymax = upper), width = 0) +
  geom_point(data = d[d$partial == 1, ], shape = 21, fill = "white", size = 2.6, stroke = 1) +
  geom_text(aes(label = count), vjust = -0.9, size = 3.6, fontface = "bold", show.legend = FALSE) +
  geom_text(data = last, aes(label = name, vjust = ifelse(count < 10, 0.4, 1.8)), hjust = -0.1, size = 3.8, fontface = "bold") +
  scale_colour_manual(values = colour) + scale_fill_manual(values = colour) +
  scale_x_continuous(breaks = 2017:2021, labels = c(2017:2020, "2021*"), limits = c(2016.9, 2021.3)) +
  scale_y_continuous(limits = c(0, 100), breaks = seq(0, 100, 20), expand = c(0, 0)) +
  labs(title = "Abuso sexual: reported cases and criminal cases, 2017\u20132021",
       subtitle = "Cases a year. Band and whisker: 95% Poisson interval. Ring: part of a year, not joined to the line.",
       caption = paste("* 2021 is partly covered: it stops at a day that is not stated, after at most 42% of the year.",
                       "Criminal cases of 2021 are blank in the source, which is not zero.",
                       "Source: Reply of the Mexican State to communication JAL MEX 4/2021 (2 June 2021).", sep = "\n"),
       x = NULL, y = NULL) +
  theme_minimal(base_size = 12) +
  theme(legend.position = "none", panel.grid.major.x = element_blank(), panel.grid.minor = element_blank(),
        plot.title = element_text(face = "bold", size = 16), plot.title.position = "plot",
        plot.subtitle = element_text(colour = "#5F5F5F"), plot.caption = element_text(hjust = 0, colour = "#5F5F5F"),
        plot.caption.position = "plot", plot.background = element_rect(fill = "white", colour = NA))
ggsave("ggplot2.png", p, width = 9, height = 5.6, dpi = 200)
