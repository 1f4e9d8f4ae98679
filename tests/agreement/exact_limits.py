"""Exact 95 % limits of shares, means and ratios of rates from their definitions: every tail summed term by term with sixty
digits, the limit found by halving. Python's standard library alone. Every line is a name and a figure. exact_limits.txt
holds what Python 3.11 printed:  python3 exact_limits.py > exact_limits.txt

R gives the same by binom.test(x, n)$conf.int, poisson.test(x)$conf.int and poisson.test(c(x, y), c(t, u))$conf.int.
"""

from decimal import Decimal, getcontext
from math import comb, factorial

getcontext().prec = 60
TAIL = Decimal("0.025")


def turn(low, high, lies_below):
    for _ in range(170):
        middle = (low + high) / 2
        if lies_below(middle):
            low = middle
        else:
            high = middle
    return low


def binomial(n, p, counts):
    return sum((comb(n, r) * p**r * (1 - p) ** (n - r) for r in counts), Decimal(0))


def poisson(mean, most):
    return (-mean).exp() * sum((mean**r / factorial(r) for r in range(most + 1)), Decimal(0))


def share(count, of):
    low, high = Decimal(0), Decimal(1)
    if count > 0:
        low = turn(Decimal(0), Decimal(1), lambda p: binomial(of, p, range(count, of + 1)) < TAIL)
    if count < of:
        high = turn(Decimal(0), Decimal(1), lambda p: binomial(of, p, range(count + 1)) > TAIL)
    return low, high


def mean(count):
    low, beyond = Decimal(0), Decimal(2 * count + 20)
    if count > 0:
        low = turn(low, beyond, lambda m: 1 - poisson(m, count - 1) < TAIL)
    return low, turn(Decimal(0), beyond, lambda m: poisson(m, count) > TAIL)


def ratio(count, time, other, other_time):
    times = Decimal(other_time) / Decimal(time)
    return [p / (1 - p) * times for p in share(count, count + other)]


def say(name, limits):
    for i, limit in enumerate(limits):
        print(f"{name}[{i}] {float(limit)!r}")


for count, of in [(0, 1), (1, 1), (0, 10), (3, 14), (11, 14), (7, 9), (20, 24), (50, 100), (1, 400), (137, 400)]:
    say(f"share.{count}.{of}", share(count, of))
for count in [0, 1, 2, 3, 10, 11, 60, 300]:
    say(f"mean.{count}", mean(count))
for count, time, other, other_time in [(0, 8, 6, 8), (6, 8, 20, 8), (3, 4, 11, 8), (40, 8, 10, 2), (14, "7.5", 20, "8.25")]:
    say(f"ratio.{count}.{time}.{other}.{other_time}", ratio(count, time, other, other_time))
