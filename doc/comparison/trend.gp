set terminal pngcairo size 1800,1120 font "Open Sans,22" enhanced
set output "gnuplot.png"
set datafile separator ","
set multiplot
set lmargin at screen 0.06; set rmargin at screen 0.97; set tmargin at screen 0.83; set bmargin at screen 0.2
set label 1 "{/:Bold=32 Abuso sexual: reported cases and criminal cases, 2017–2021}" at screen 0.03,0.945
set label 2 "{/=20 Cases a year. Band and whisker: 95% Poisson interval. Ring: part of a year, not joined to the line.}" at screen 0.03,0.89 textcolor rgb "#5F5F5F"
set label 3 "{/=16 * 2021 is partly covered: it stops at a day that is not stated, after at most 42% of the year.}" at screen 0.03,0.1 textcolor rgb "#5F5F5F"
set label 4 "{/=16 Criminal cases of 2021 are blank in the source, which is not zero.}" at screen 0.03,0.065 textcolor rgb "#5F5F5F"
set label 5 "{/=16 Source: Reply of the Mexican State to communication JAL MEX 4/2021 (2 June 2021).}" at screen 0.03,0.03 textcolor rgb "#5F5F5F"
set label 6 "{/:Bold Reported cases}" at 2020.08,44 textcolor rgb "#0072B2"
set label 7 "{/:Bold Criminal cases}" at 2020.08,7 textcolor rgb "#B84F00"
set border 1 lc rgb "#969696"
set grid ytics lc rgb "#E2E2E2" lw 1.6 lt 1
set xrange [2016.9:2021.3]; set yrange [0:100]
set xtics ("2017" 2017, "2018" 2018, "2019" 2019, "2020" 2020, "2021*" 2021) scale 0
set ytics 20 scale 0
set style fill solid 0.2 noborder
is(m) = strcol(1) eq m && $6 == 0 ? 1 : NaN
part(m) = strcol(1) eq m && $6 == 1 ? 1 : NaN
unset key
plot "trend.csv" every ::1 using ($2*is("reported")):4:5 with filledcurves lc rgb "#0072B2", \
     "" every ::1 using ($2*is("prosecuted")):4:5 with filledcurves lc rgb "#D55E00", \
     "" every ::1 using ($2*is("reported")):3 with linespoints lc rgb "#0072B2" lw 5 pt 7 ps 2, \
     "" every ::1 using ($2*is("prosecuted")):3 with linespoints lc rgb "#D55E00" lw 5 pt 7 ps 2, \
     "" every ::1 using ($2*part("reported")):3:4:5 with yerrorbars lc rgb "#0072B2" lw 3 pt 6 ps 2, \
     "" every ::1 using ($2*is("reported")):($3+4):(sprintf("%d", $3)) with labels textcolor rgb "#0072B2", \
     "" every ::1 using ($2*is("prosecuted")):($3+4):(sprintf("%d", $3)) with labels textcolor rgb "#B84F00", \
     "" every ::1 using ($2*part("reported")):(26):(sprintf("%d", $3)) with labels textcolor rgb "#0072B2"
unset multiplot
