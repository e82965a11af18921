"""What was expected and what was seen, as it happens and as a table at the end."""
import dataclasses
import time

from . import cluster


@dataclasses.dataclass(frozen=True)
class Line:
    scenario: str
    what: str
    expected: str
    seen: str
    passed: bool | None  # None: measured, nothing was asked of it


class Report:
    def __init__(self):
        self.lines, self.times = [], {}
        self.scenario = ""

    def run(self, name, scenario):
        self.scenario, start = name, time.monotonic()
        print(f"\n== {name}", flush=True)
        try:
            scenario()
        except cluster.Failed as failed:
            self.add("goes through", "yes", str(failed), False)
        except Exception as error:  # one broken scenario must not hide what the others show
            self.add("goes through", "yes", f"{type(error).__name__}: {error}", False)
        self.times[name] = time.monotonic() - start
        print(f"   {name}: {self.times[name]:.0f} s", flush=True)

    def add(self, what, expected, seen, passed):
        line = Line(self.scenario, what, str(expected), str(seen), passed)
        self.lines.append(line)
        print(f"   {mark(line):4} {what}: {seen}" + (f" (expected {expected})" if expected else ""), flush=True)

    def check(self, what, expected, seen, passed=None):
        """Seen must equal expected, or `passed` says whether it is good."""
        self.add(what, expected, seen, seen == expected if passed is None else bool(passed))

    def measure(self, what, seen):
        self.add(what, "", seen, None)

    def table(self):
        rows = [("", "scenario", "what", "expected", "seen")]
        rows += [(mark(l), l.scenario, l.what, l.expected, l.seen) for l in self.lines]
        widths = [min(46, max(len(r[c]) for r in rows)) for c in range(4)]
        print()
        for row in rows:
            print("  ".join(f"{cell:{width}}" for cell, width in zip(row, [*widths, 0])).rstrip())
        failed = sum(l.passed is False for l in self.lines)
        passed = sum(l.passed is True for l in self.lines)
        print("\n" + ", ".join(f"{name} {seconds:.0f} s" for name, seconds in self.times.items()))
        print(f"cluster-test: {passed} passed, {failed} failed, {len(self.lines) - passed - failed} measured")
        return failed


def mark(line):
    return {True: "ok", False: "FAIL", None: ""}[line.passed]


def seconds(value):
    return "never" if value is None else f"{value:.1f} s"
