/* How the page looks: on wide screens, on phones, in the dark, on paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report.h"

#include <stddef.h>

#include "plots/theme.h"

/* --f-*: the inks of the figures in the dark. */
const char *const report_style[] = {
	":root{--ink:#1b1d1f;--soft:#4b5055;--grey:#5b6066;--line:#cfd3d7;--hair:#e4e7ea;--paper:#fff;--tint:#f3f4f6;--link:#0b5789;"
	"--focus:#b84f00;color-scheme:light dark}\n",
	"@media screen and (prefers-color-scheme:dark){:root{--ink:#e4e6e8;--soft:#c3c8cd;--grey:#a6acb2;--line:#454b51;--hair:#2d3237;"
	"--paper:#15171a;--tint:#1e2226;--link:#82c2ee;--focus:#f0a25a;"
#define X(name, light, dark, print, css) "--f-" css ":#" #dark ";"
	INKS
#undef X
	"}}\n",
	"*{box-sizing:border-box}\n",
	"html{font-size:106.25%;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}\n",
	"body{margin:0;background:var(--paper);color:var(--ink);font-family:\"Open Sans\",\"Noto Sans\",system-ui,sans-serif;"
	"line-height:1.55;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}\n",
	"a{color:var(--link);text-underline-offset:.15em}\n",
	"a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--focus);outline-offset:2px}\n",
	".skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem .8rem;z-index:2}\n",
	".vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\n",
	".page{max-width:76rem;margin:0 auto;padding:0 2.2rem 5rem;display:grid;grid-template-columns:12.5rem minmax(0,53rem);"
	"column-gap:3.4rem;grid-template-rows:auto 1fr}\n",
	"header.top{grid-column:2;padding:3.2rem 0 .6rem}\n",
	".toc{grid-column:1;grid-row:2;position:sticky;top:1.6rem;align-self:start;font-size:.82rem;line-height:1.4;padding-top:.3rem}\n",
	".toc h2{border:0;padding:0;font-size:.82rem;margin:0 0 .6rem;font-weight:600;color:var(--grey)}\n",
	".toc ol{margin:0;padding:0 0 0 1.3rem}.toc li{margin:0 0 .5rem;padding-left:.2rem}.toc li::marker{color:var(--grey)}\n",
	".toc a{color:var(--ink);text-decoration:none}.toc a:hover{text-decoration:underline}\n",
	".tocm{color:var(--grey);margin:1.4rem 0 0;padding-top:.8rem;border-top:1px solid var(--line)}\n",
	"main{grid-column:2;grid-row:2;min-width:0}\n",
	".kick{margin:0 0 .5rem;color:var(--grey);font-size:.9rem}.tongue{float:right}\n",
	"h1{font-size:2.05rem;line-height:1.18;letter-spacing:-.01em;margin:0 0 1rem;max-width:24em;text-wrap:balance}\n",
	".lead{font-size:1.1rem;max-width:41rem;margin:0 0 1.2rem;color:var(--soft)}\n",
	"h2{font-size:1.42rem;line-height:1.25;margin:4rem 0 1rem;padding-top:1.1rem;border-top:1px solid var(--ink)}\n",
	"h2 span{display:inline-block;min-width:1.5rem;color:var(--grey);font-weight:400}\n",
	"h3{font-size:1.08rem;line-height:1.3;margin:2.4rem 0 .8rem}\n",
	"p{margin:0 0 1rem}main>section>p,main>section>ul,dl.defs,ol.refs{max-width:41rem}\n",
	"ul.pl{margin:0 0 1rem;padding-left:1.2rem}ul.pl li{margin:0 0 .3rem}\n",
	"dl{margin:0 0 1rem}dd{margin:0}dt{font-weight:600}\n",
	"dl>div{display:grid;grid-template-columns:9.8rem 1fr;column-gap:1.2rem;padding:.5rem 0;border-top:1px solid var(--hair)}\n",
	"dl>div:last-child{border-bottom:1px solid var(--hair)}.meth{font-size:.94rem;max-width:48rem}\n",
	".grades{margin:1.4rem 0 0;max-width:50rem;display:grid;grid-template-columns:1fr 1fr;gap:.9rem 2rem;font-size:.88rem;line-height:1.45}"
	".grades>div,.grades>div:last-child{display:block;border-top:0;border-bottom:0;padding:0 0 0 .9rem}.grades dd{color:var(--soft)}\n",
	".grades .g1,.fd.g1{border-left:4px solid var(--ink)}.grades .g2,.fd.g2{border-left:4px double var(--ink)}"
	".grades .g3,.fd.g3{border-left:3px dotted var(--grey)}.grades .g4,.fd.g4{border-left:1px solid var(--grey)}\n",
	".fl{list-style:none;margin:0;padding:0}.fd{display:grid;grid-template-columns:8.2rem minmax(0,41rem);column-gap:1.4rem;padding:.1rem 0 .1rem 1rem;"
	"margin:0 0 1.5rem}.fd p{margin:0 0 .3rem}.fd .tag{font-weight:700;font-size:.88rem;line-height:1.4;padding-top:.16rem}"
	".fd .s{font-size:1.06rem;line-height:1.5}.fd .ba,.fd .wy,.fd .see,.more{font-size:.88rem;line-height:1.52;color:var(--soft)}\n",
	".tw{margin:1.6rem 0 2.8rem}.scroll{overflow-x:auto}pre{margin:1rem 0;padding:.8rem 1rem;background:var(--tint);font-size:.82rem;line-height:1.5;"
	"white-space:pre-wrap}\n",
	"table{border-collapse:separate;border-spacing:0;font-size:.85rem;line-height:1.35;min-width:100%;border-bottom:1px solid var(--ink)}\n",
	"caption{text-align:left;font-size:.95rem;line-height:1.4;padding:0 0 .7rem;max-width:46rem}\n",
	".unit{display:block;color:var(--grey);font-size:.85rem}\n",
	"th,td{padding:.32rem .55rem;text-align:left;vertical-align:top;font-weight:400}\n",
	"tbody th:first-child,thead tr:first-child th:first-child{padding-left:0}\n",
	"thead th{vertical-align:bottom;font-weight:600;color:var(--soft);line-height:1.25;border-bottom:1px solid var(--ink)}\n",
	"thead tr:first-child th{border-top:1px solid var(--ink);padding-top:.45rem}\n",
	"thead tr:not(:last-child) th:not([rowspan]){border-bottom:0;padding-bottom:.1rem}\n",
	"tbody tr+tr>*{border-top:1px solid var(--hair)}\n",
	".n{text-align:right;white-space:nowrap}thead .n{white-space:normal}.m{text-align:center}.y{white-space:nowrap}\n",
	"td.lo{padding-right:.2rem}td.hi{padding-left:.2rem}.to{color:var(--grey)}\n",
	".z{visibility:hidden;font-style:normal;user-select:none}.bl,.no{color:var(--grey);font-style:italic}\n",
	".sig>*{font-weight:700}.sig .nt{font-weight:400}\n",
	".nt{white-space:nowrap;font-size:.9em}.nt a{text-decoration:none;padding:.2em .15em}\n",
	".ways td:last-child{min-width:9rem}.audit td:last-child{min-width:17rem}.audit td:nth-child(3){min-width:8.5rem}\n",
	".tnotes{font-size:.8rem;line-height:1.45;color:var(--soft);max-width:46rem;margin:.6rem 0 0}.tnotes p{margin:0 0 .15rem}\n",
	".notes{list-style:lower-alpha;margin:0;padding-left:1.4rem}.notes li{margin:0 0 .15rem}.notes li:target,.refs li:target{background:var(--tint)}\n",
	"code{font-family:ui-monospace,\"Noto Sans Mono\",\"DejaVu Sans Mono\",Menlo,Consolas,monospace;font-size:.92em;overflow-wrap:anywhere}\n",
	".dl{font-size:.8rem;color:var(--grey);margin:.5rem 0 0}\n",
	"figure{margin:1.2rem 0 4rem}\n",
	".ft{margin:0 0 .2rem;font-size:1.12rem}.fs{margin:0 0 1.1rem;font-size:.9rem;line-height:1.5;color:var(--soft);max-width:46rem}\n",
	"figcaption{font-size:.8rem;line-height:1.5;color:var(--grey);margin:.9rem 0 0;max-width:46rem}figcaption p{margin:0}\n",
	"figure svg,figure img{display:block;width:100%;height:auto}figure .narrow{display:none}\n",
	".refs{font-size:.84rem;line-height:1.5;padding-left:1.7rem}.refs li{margin:0 0 .35rem}\n",
	".prov th{white-space:nowrap;padding-right:1.6rem;font-weight:600}\n",
	"@media (max-width:68rem){.page{display:block;max-width:58rem}.toc{position:static;margin:0 0 2rem;border:solid var(--line);"
	"border-width:1px 0;padding:1rem 0 .6rem}.toc ol{columns:2;column-gap:2rem}.tocm{display:none}header.top{padding-top:2rem}}\n",
	"@media (max-width:42rem){html{font-size:100%}.page{padding:0 .94rem 3rem}h1{font-size:1.62rem}.lead{font-size:1.03rem}"
	"h2{font-size:1.28rem;margin-top:3.2rem}.toc ol{columns:1}.toc li{margin:0;padding:.32rem 0}dl>div{display:block}"
	".grades{grid-template-columns:1fr}.fd{display:block;padding-left:.85rem}"
	"figure .wide{display:none}figure .narrow{display:block;max-width:27rem}"
	"caption{position:sticky;left:0;max-width:calc(100vw - 1.9rem)}"
	"tbody th[scope=row]{position:sticky;left:0;background:var(--paper);min-width:7.2rem;max-width:9rem;padding-right:.6rem}"
	".prov th[scope=row]{position:static;min-width:5.4rem;white-space:normal}"
	".audit thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.audit,.audit tbody,.audit caption{display:block}"
	".audit tr{display:grid;grid-template-columns:repeat(3,auto) 1fr;column-gap:1.1rem;padding:.55rem 0;border-top:1px solid var(--line)}"
	".audit tr>*,.audit tbody th[scope=row]{border:0;padding:0;min-width:0;max-width:none;position:static}"
	".audit td:nth-child(2){grid-column:2/-1}.audit td:nth-child(3){grid-column:1/-1;font-weight:600}"
	".audit td.n{text-align:left}.audit td.n:empty{display:none}.audit td.n::before{content:attr(data-l)\" \";color:var(--grey)}"
	".audit td:last-child{grid-column:1/-1;min-width:0}}\n",
	"@page{size:A4;margin:17mm 16mm 18mm;@bottom-right{content:counter(page) \" / \" counter(pages);font:7.5pt \"Open Sans\",sans-serif;"
	"color:#5b6066}}\n",
	"@media print{html{font-size:9.6pt}body{line-height:1.42}.page{display:block;padding:0;max-width:none}"
	".toc{position:static;border:solid #cfd3d7;border-width:1px 0;padding:.6rem 0 .2rem;margin:0 0 1rem}.toc ol{columns:2}"
	".tocm,.skip,.dl,.tongue{display:none}.fd{break-inside:avoid;grid-template-columns:7.2rem 1fr;display:grid}header.top{padding:0}h1{font-size:1.9rem}a{color:inherit;text-decoration:none}"
	"h2,h3,.ft,.fs,caption,thead{break-after:avoid}figure,.tw,pre,tr,dl>div,.refs li{break-inside:avoid}.tw{margin:1rem 0 1.6rem}.scroll{overflow:visible}"
	"figure .wide{display:block!important}figure .narrow{display:none!important}table{font-size:8pt;line-height:1.28}"
	"thead{display:table-header-group}main p,dl,.refs{max-width:none}th,td{padding:.2rem .35rem}.audit td:last-child{min-width:0}}\n",
	NULL,
};
