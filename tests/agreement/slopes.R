# The model of total slopes by R's base functions alone: dense matrices, Fisher scoring on the restricted likelihood, Henderson's
# equations for the persons. slopes.txt holds what R 4.2.2 printed:  Rscript slopes.R > slopes.txt
# With the argument lme4 the same by lme4 where it is installed:      Rscript slopes.R lme4 > lme4.txt
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
spread <- function() draw() + draw() + draw() + draw() - 2  # mean 0, SD 0.577

# People who are seen 1 to 7 times at times of their own; rounded scores.
make_people <- function(seed, people, start, sd_line, sd_slope) {
  state <<- seed
  rows <- NULL
  for (person in 1:people) {
    baseline <- 40 + sd_line * spread()
    slope <- -1.5 + sd_slope * spread()
    seen <- floor(baseline + 6 * spread())
    occasions <- 1 + floor(7 * draw())
    time <- start
    for (i in 1:occasions) {
      score <- floor(10 * (baseline + slope * (time - start) + 5 * spread())) / 10
      rows <- rbind(rows, c(person, time, seen, score))
      time <- time + floor(4 * draw() + 1) / 4
    }
  }
  rows <- as.data.frame(rows)
  names(rows) <- c("person", "time", "baseline", "score")
  rows
}

dense <- function(name, rows, X) {
  y <- rows$score
  person <- factor(rows$person)
  Zi <- model.matrix(~ 0 + person); Zt <- Zi * rows$time
  same <- tcrossprod(Zi)
  parts <- list(same, same * outer(rows$time, rows$time, "+"), tcrossprod(Zt), diag(length(y)))
  v <- c(var(y), 0, var(y) / var(rows$time), var(y)) / 4
  for (step in 1:200) {
    V <- Reduce(`+`, Map(`*`, v, parts))
    Vi <- solve(V); XV <- crossprod(X, Vi); H <- solve(XV %*% X)
    P <- Vi - t(XV) %*% H %*% XV
    Py <- P %*% y
    PV <- lapply(parts, function(p) P %*% p)
    score <- sapply(1:4, function(i) -.5 * (sum(diag(PV[[i]])) - sum(Py * (parts[[i]] %*% Py))))
    info <- matrix(0, 4, 4)
    for (i in 1:4) for (j in 1:4) info[i, j] <- .5 * sum(PV[[i]] * t(PV[[j]]))
    move <- solve(info, score)
    while (any((v + move)[c(1, 3, 4)] <= 0)) move <- move / 2
    v <- v + move
    if (max(abs(move) / pmax(1, abs(v))) < 1e-14) break
  }
  V <- Reduce(`+`, Map(`*`, v, parts)); Vi <- solve(V); XV <- crossprod(X, Vi); H <- solve(XV %*% X)
  beta <- drop(H %*% XV %*% y); rest <- y - drop(X %*% beta)
  criterion <- as.numeric(determinant(V)$modulus) + as.numeric(determinant(XV %*% X)$modulus) +
    drop(crossprod(rest, Vi %*% rest)) + (length(y) - ncol(X)) * log(2 * pi)
  say(paste0(name, ".fixed"), beta); say(paste0(name, ".G"), v[1:3]); say(paste0(name, ".residual"), v[4])
  say(paste0(name, ".criterion"), criterion)
  list(beta = beta, v = v, H = H)
}

# Henderson's mixed model equations: errors of the predictions, beta's included.
persons <- function(name, rows, X, fit) {
  k <- length(unique(rows$person))
  Z <- matrix(0, nrow(rows), 2 * k)
  for (r in seq_len(nrow(rows))) Z[r, 2 * rows$person[r] - 1:0] <- c(1, rows$time[r])
  G <- matrix(fit$v[c(1, 2, 2, 3)], 2)
  C <- rbind(cbind(crossprod(X), crossprod(X, Z)),
             cbind(crossprod(Z, X), crossprod(Z) + kronecker(diag(k), solve(G)) * fit$v[4]))
  Ci <- solve(C) * fit$v[4]
  found <- drop(Ci %*% rbind(crossprod(X, rows$score), crossprod(Z, rows$score))) / fit$v[4]
  slope <- error <- numeric(k)
  for (i in 1:k) {
    pick <- numeric(nrow(C)); pick[2] <- 1; pick[2 + 2 * i] <- 1
    slope[i] <- sum(pick * found); error[i] <- drop(pick %*% Ci %*% pick)
  }
  say(paste0(name, ".slope"), slope); say(paste0(name, ".z"), slope / sqrt(error))
}

sets <- list(near = make_people(5, 40, 0, 8, 5), steep = make_people(6, 30, 3, 12, 8))
flat <- make_people(13, 30, 0, 8, 0)
# Expected response: log(1 + t) and its product with the baseline.
cohort <- make_people(7, 60, 1, 9, 5)
response <- data.frame(person = cohort$person, time = log(1 + cohort$time), baseline = cohort$baseline, score = cohort$score)

if ("lme4" %in% commandArgs(TRUE)) {
  suppressMessages(library(lme4))
  control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = .2, rhoend = 1e-12, maxfun = 1e5), calc.derivs = FALSE,
                         check.conv.singular = "ignore")
  tell <- function(name, fit, people) {
    G <- VarCorr(fit)[[1]]
    say(paste0(name, ".fixed"), fixef(fit)); say(paste0(name, ".G"), G[c(1, 2, 4)]); say(paste0(name, ".residual"), sigma(fit)^2)
    say(paste0(name, ".criterion"), as.numeric(REMLcrit(fit)))
    if (people) say(paste0(name, ".slope"), coef(fit)$person[, 2])
  }
  for (name in names(sets)) tell(name, lmer(score ~ time + (time | person), sets[[name]], control = control), TRUE)
  tell("flat", lmer(score ~ time + (time | person), flat, control = control), TRUE)
  tell("response", lmer(score ~ time * baseline + (1 + time | person), response, control = control), FALSE)
} else {
  for (name in names(sets)) {
    X <- cbind(1, sets[[name]]$time)
    persons(name, sets[[name]], X, dense(name, sets[[name]], X))
  }
  invisible(dense("response", response, cbind(1, response$time, response$baseline, response$time * response$baseline)))
}
