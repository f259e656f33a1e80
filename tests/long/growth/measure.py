"""Does kb's work grow in proportion to its input, and is it still as little as recorded?

Builds sites of each shape at n and at 2n under cachegrind, which counts instructions: the same on every machine, under any load.
It simulates no cache, which takes a quarter less time than callgrind.
The cost of an empty site with the same theme is subtracted from both. Linear work gives a ratio of 2, quadratic work 4.

    measure.py KB [--short] [--only PATTERN] [--times N] [--record]

The short form measures the shapes that were found to be quadratic once, with a theme of a few lines, whose fixed cost is small.
Both forms compare what the start of kb and an article of a fixed site cost with `fixed.json`, which `--record` writes anew.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fixed
from shapes import FOR_PEOPLE, LENIENT, ONCE_QUADRATIC, SHAPES, SITE, with_theme

# Counts instructions, keeps no file about them, and has the stack of the main thread that kb has without valgrind.
COUNT = ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", "--main-stacksize=67108864"]

# Sorting and growing tables need some room above 2.
MOST = 2.6

# Below this many instructions a ratio says nothing.
LEAST = 2_000_000

RECORD = Path(__file__).parent.joinpath("fixed.json")

# Another compiler, another processor and the random keys of hash tables make a difference too.
TOLERANCE = 0.08


def tiny_theme():
    """The files of the theme that the suite uses too."""
    files = {}
    text = Path(__file__).parents[2].joinpath("suite/tiny-theme.txt").read_text()
    for part in text.split("//- ")[1:]:
        path, _, content = part.partition("\n")
        files[path.strip()] = content
    return files


def count(kb, command, files, theme):
    """The instructions of one run on a site of these files."""
    with tempfile.TemporaryDirectory() as place:
        for path, text in {"site.toml": SITE, **theme, **files}.items():
            if path == "site.toml":
                tiny = 'theme.name = "tiny"\n' if theme and "theme.name" not in text else ""
                text = text.replace(SITE, SITE + tiny) + LENIENT
            file = Path(place, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        run = subprocess.run(
            ["valgrind", *COUNT, kb, *command, "--root", place],
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, "RAYON_NUM_THREADS": "1", "SOURCE_DATE_EPOCH": "0"},
        )
    if run.returncode not in (0, 1):
        raise RuntimeError(f"kb ended with {run.returncode}: {run.stderr[-400:]}")
    return int(re.search(r"I\s+refs:\s+([\d,]+)", run.stderr).group(1).replace(",", ""))


def count_fixed(kb, pool):
    """Thousands of instructions for a site of one article, and for each further one, by theme."""
    sizes = (1, fixed.ARTICLES)
    runs = {theme: [pool.submit(count, kb, ["build"], fixed.site(theme, size), {}) for size in sizes] for theme in fixed.THEMES}
    counted = {}
    for theme, (one, all_of_them) in runs.items():
        start = one.result()
        article = (all_of_them.result() - start) / (fixed.ARTICLES - 1)
        counted[theme] = {"start": round(start / 1000), "article": round(article / 1000)}
    return counted


def compare(counted):
    """Prints each number next to the recorded one, and gives how many are too large."""
    failed = 0
    for theme, recorded in json.loads(RECORD.read_text()).items():
        for what, known in recorded.items():
            now = counted[theme][what]
            is_bad = now > known * (1 + TOLERANCE)
            failed += is_bad
            hint = "" if now > known * (1 - TOLERANCE) else ": less than recorded, so `--record` it"
            print(f"{'MORE' if is_bad else 'ok':5} {now / known:5.2f}  {theme}, {what} ({now / 1000:.2f} M instructions){hint}", flush=True)
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kb")
    parser.add_argument("--only", default="")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if options.record:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            RECORD.write_text(json.dumps(count_fixed(options.kb, pool), indent=2) + "\n")
        return
    theme = tiny_theme() if options.short else {}
    empty = {
        False: count(options.kb, ["build"], {"articles/a.md": "Text.\n"}, theme),
        True: count(options.kb, ["build"], with_theme("templates/home.html", ""), theme),
    }

    def ratio(item):
        name, (n, shape) = item
        n *= options.times
        command = ["build"] if name in FOR_PEOPLE else ["build", "--format", "json"]
        has_theme = any(path.startswith("themes/") for path in shape(1))
        once, twice = (count(options.kb, command, shape(size), theme) - empty[has_theme] for size in (n, 2 * n))
        return name, n, once, twice

    chosen = [item for item in {**SHAPES, **FOR_PEOPLE}.items() if re.search(options.only, item[0]) and (not options.short or item[0] in ONCE_QUADRATIC)]
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, n, once, twice in pool.map(ratio, chosen):
            found = twice / once if once > LEAST else 0
            is_bad = found > MOST
            failed += is_bad
            print(f"{'GROWS' if is_bad else 'ok':5} {found:5.2f}  {name} ({n}: {once / 1e6:.0f} M instructions)", flush=True)
        checks = len(chosen)
        if not options.only:
            counted = count_fixed(options.kb, pool)
            checks += sum(map(len, counted.values()))
            failed += compare(counted)
    print(f"growth: {checks - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
