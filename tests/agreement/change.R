# Change, effect sizes, pooling, funnel limits and shrinkage by R's base functions, on data made here. Every line is a
# name and a figure. change.txt holds what R 4.2.2 printed:  Rscript change.R > change.txt
say <- function(name, value) {
  if (length(value) > 1) name <- paste0(name, "[", seq_along(value) - 1, "]")
  cat(sprintf("%s %.17g\n", name, value), sep = "")
}

# Park & Miller's generator: exact in doubles, so C++ draws the same numbers.
state <- 1
draw <- function() {
  state <<- (state * 16807) %% 2147483647
  state / 2147483647
}

# Couples and a few who come alone (unit = 2i div 3); a partner's change is half the unit's, half their own.
make_pairs <- function(seed, n) {
  state <<- seed
  pre <- post <- unit <- numeric(n)
  shared <- 0
  for (i in 1:n) {
    unit[i] <- (2 * (i - 1)) %/% 3
    if (i == 1 || unit[i] != unit[i - 1]) shared <- draw()
    pre[i] <- floor(15 + 30 * draw() + 10 * draw())
    post[i] <- floor(pre[i] - 20 * shared - 8 * draw() + 22 * draw())
    hidden <- draw()
    if (hidden < 0.05) pre[i] <- NaN
    if (hidden > 0.95) post[i] <- NaN
  }
  data.frame(unit, pre, post)
}

rows <- make_pairs(2024, 80)
full <- complete.cases(rows)
x <- rows$pre; y <- rows$post
r <- 0.86; r_post <- 0.84; func_mean <- 12; func_sd <- 7.5
m1 <- mean(x[full]); m2 <- mean(y[full]); s1 <- sd(x[full]); s2 <- sd(y[full])
sem <- s1 * sqrt(1 - r)
say("pairs", sum(full)); say("mean_pre", m1); say("sd_pre", s1); say("sd_post", s2)
say("covariance", cov(x[full], y[full]))

# The six indices of scoring.md's table.
r12 <- cor(x[full], y[full])
rel1 <- (s1^2 - sem^2) / s1^2; rel2 <- (s2^2 - sem^2) / s2^2
r_dd <- (s1^2 * rel1 + s2^2 * rel2 - 2 * s1 * s2 * r12) / (s1^2 + s2^2 - 2 * s1 * s2 * r12)
index <- list(
  jacobson_truax = (y - x) / (sqrt(2) * sem),
  gulliksen_lord_novick = ((y - m1) - r * (x - m1)) / (s1 * sqrt(1 - r^2)),
  hsu_linn_nord = ((y - m2) - r * (x - m1)) / (s1 * sqrt(1 - r^2)),
  edwards_nunnally = (y - (r * (x - m1) + m1)) / (s1 * sqrt(1 - r)),
  nunnally_kotsch = (y - (r * (x - m1) + m1)) / sqrt(r^2 * s1^2 * (1 - r) + s1^2 * (1 - r_post)),
  hageman_arrindell = ((y - x) * r_dd + (m2 - m1) * (1 - r_dd)) / (sqrt(r_dd) * sqrt(2) * sem))

# The words of Jacobson & Truax, for lower is better (d = -1); 1 recovered ... 5 harmed.
d <- -1
words <- function(value, z, clinical, functional) {
  up <- d * value > z; down <- d * value < -z
  ifelse(up & clinical & functional, 1, ifelse(up, 2, ifelse(down & !clinical & !functional, 5, ifelse(down, 4, 3))))
}
cut_points <- function(sd1, sdf) c(a = m1 + d * 2 * sd1, b = func_mean - d * 2 * sdf,
                                   c = (sd1 * func_mean + sdf * m1) / (sd1 + sdf))
for (name in names(index)) {
  say(name, index[[name]][full])
  ha <- name == "hageman_arrindell"
  cuts <- if (ha) cut_points(s1 * sqrt(rel1), func_sd * sqrt((func_sd^2 - sem^2) / func_sd^2)) else cut_points(s1, func_sd)
  for (kind in names(cuts)) {
    cut <- cuts[[kind]]
    z <- if (ha) qnorm(.95) else qnorm(.975)
    clinical <- d * x < d * cut
    functional <- d * y > d * cut
    if (ha) functional <- clinical & d * (m2 + (y - m2) * rel2 - cut) / (sqrt(rel2) * sem) > z
    say(paste(name, kind, "cutoff", sep = "."), cut)
    say(paste(name, kind, "counts", sep = "."), tabulate(words(index[[name]], z, clinical, functional)[full], 5))
  }
}
say("mid", tabulate(words((y - x)[full], 6 - 1e-12, FALSE, TRUE), 5))
say("percent", tabulate(words(((y - x) / abs(x))[full], .3 - 1e-12, FALSE, TRUE), 5))

# Hedges' g with its variance, and the design effect of partners.
n <- sum(full)
es <- d * (m2 - m1) / s1; J <- 1 - 3 / (4 * (n - 1) - 1)
v <- J^2 * (2 * (1 - r12) / n + es^2 / (2 * n))
say("g", J * es); say("g.variance", v)
say("g.interval", J * es + c(-1, 1) * qt(.975, n - 1) * sqrt(v))
anova_icc <- function(value, unit) {
  squares <- summary(aov(value ~ factor(unit)))[[1]]$`Mean Sq`
  size <- table(unit); k <- length(size); N <- sum(size)
  n0 <- (N - sum(size^2) / N) / (k - 1)
  (squares[1] - squares[2]) / (squares[1] + (n0 - 1) * squares[2])
}
icc <- anova_icc((y - x)[full], rows$unit[full])
size <- table(rows$unit[full])
say("icc", icc)
design <- 1 + (sum(size^2) / sum(size) - 1) * max(icc, 0)
say("design_effect", design)
say("g.clustered", J * es + c(-1, 1) * qt(.975, length(size) - 1) * sqrt(v * design))
say("t", qt(.975, c(1:40, 99, 199, 399, 400, 401, 1000, 12345, 1e6)))

# DerSimonian & Laird.
state <- 77
k <- 9
effect <- sapply(1:k, function(i) 0.2 + 0.9 * draw()); variance <- sapply(1:k, function(i) 0.01 + 0.05 * draw())
w <- 1 / variance; fixed <- weighted.mean(effect, w); Q <- sum(w * (effect - fixed)^2)
tau2 <- max(0, (Q - (k - 1)) / (sum(w) - sum(w^2) / sum(w)))
wr <- 1 / (variance + tau2); mu <- weighted.mean(effect, wr)
say("dl.q", Q); say("dl.tau2", tau2); say("dl.mean", mu); say("dl.variance", 1 / sum(wr))
B <- tau2 / (tau2 + variance)
say("dl.shrunken", B * effect + (1 - B) * mu)
say("dl.shrunken_variance", B * variance + (1 - B)^2 / sum(wr))

# Funnel limits: exact, interpolated, with and without overdispersion and clustering.
exact <- function(p, n, target) {
  rp <- qbinom(p, n, target)
  pmin(1, pmax(0, (rp - (pbinom(rp, n, target) - p) / dbinom(rp, n, target)) / n))
}
levels <- c(.025, .975, .001, .999)
for (target in c(.02, .35, .5, .97)) for (n in c(1, 5, 31, 400, 20000))
  say(sprintf("limits.%g.%d", target, n), exact(levels, n, target))
state <- 99
of <- sapply(1:12, function(i) 20 + floor(100 * draw())); count <- sapply(1:12, function(i) floor(of[i] * (.25 + .3 * draw())))
deff <- sapply(1:12, function(i) 1 + .7 * draw())
p0 <- sum(count) / sum(of)
phi_of <- function(people) {
  z <- (count / of - p0) / sqrt(p0 * (1 - p0) / people)
  q <- quantile(z, c(.1, .9), names = FALSE)
  max(1, mean(pmin(pmax(z, q[1]), q[2])^2))
}
between <- function(p, n) {
  lower <- exact(p, floor(n), p0)
  lower + (exact(p, floor(n) + 1, p0) - lower) * (n - floor(n))
}
widen <- function(limit, phi) pmin(1, pmax(0, p0 + (limit - p0) * sqrt(phi)))
say("funnel.target", p0); say("funnel.phi_plain", phi_of(of)); say("funnel.phi_clustered", phi_of(of / deff))
for (i in 1:12) {
  say(sprintf("funnel.plain.%d", i - 1), widen(exact(levels, of[i], p0), phi_of(of)))
  say(sprintf("funnel.clustered.%d", i - 1), widen(between(levels, of[i] / deff[i]), phi_of(of / deff)))
}

# Beta-binomial by moments.
S <- sum(of * (count / of - p0)^2)
rho <- (S / (p0 * (1 - p0)) - 11) / (sum(of) - sum(of^2) / sum(of) - 11)
M <- 1 / rho - 1
say("beta.mean", p0); say("beta.weight", M); say("beta.shrunken", (count + M * p0) / (of + M))
