import csv
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt

rows = {"reported": [], "prosecuted": []}
with open("trend.csv") as file:
    for r in csv.DictReader(file):
        rows[r["measure"]].append((int(r["year"]), int(r["count"]), float(r["lower"]), float(r["upper"]), r["partial"] == "1"))
style = {"reported": ("#0072B2", "Reported cases"), "prosecuted": ("#D55E00", "Criminal cases")}
fig, ax = plt.subplots(figsize=(9, 5.6))
fig.subplots_adjust(left=0.06, right=0.97, top=0.83, bottom=0.2)
for measure, (colour, name) in style.items():
    whole = [r for r in rows[measure] if not r[4]]
    years = [r[0] for r in whole]
    ax.fill_between(years, [r[2] for r in whole], [r[3] for r in whole], color=colour, alpha=0.2, linewidth=0)
    ax.plot(years, [r[1] for r in whole], color=colour, linewidth=2.2, marker="o", markersize=6, markeredgecolor="white")
    for year, count, lower, upper, partial in rows[measure]:
        if partial:
            ax.plot([year, year], [lower, upper], color=colour, linewidth=1.4)
            ax.plot([year], [count], "o", color=colour, markerfacecolor="white", markersize=6, markeredgewidth=1.8)
        ax.annotate(str(count), (year, count), xytext=(0, 8), textcoords="offset points", ha="center", color=colour,
                    fontweight="bold")
    ax.annotate(name, (whole[-1][0], whole[-1][1]), xytext=(10, -14 if whole[-1][1] > 10 else -3), textcoords="offset points", color=colour,
                fontweight="bold")
ax.set_ylim(0, 100)
ax.set_xlim(2016.9, 2021.3)
ax.set_xticks(range(2017, 2022), ["2017", "2018", "2019", "2020", "2021*"])
ax.set_yticks(range(0, 101, 20))
ax.grid(axis="y", color="#E2E2E2")
ax.set_axisbelow(True)
ax.tick_params(length=0, colors="#5F5F5F")
for side in ("top", "right", "left"):
    ax.spines[side].set_visible(False)
fig.text(0.03, 0.93, "Abuso sexual: reported cases and criminal cases, 2017\u20132021", fontsize=16, fontweight="bold")
fig.text(0.03, 0.88, "Cases a year. Band and whisker: 95% Poisson interval. Ring: part of a year, not joined to the line.",
         color="#5F5F5F", fontsize=10.5)
fig.text(0.03, 0.03, "* 2021 is partly covered: it stops at a day that is not stated, after at most 42% of the year.\n"
         "Criminal cases of 2021 are blank in the source, which is not zero.\n"
         "Source: Reply of the Mexican State to communication JAL MEX 4/2021 (2 June 2021).", color="#5F5F5F", fontsize=8)
fig.savefig("matplotlib.png", dpi=200)
