# Times Knox's test of R's package surveillance, and prints one JSON object; loading the package and the file is not counted.
#
#     Rscript peer.R EVENTS.csv KM DAYS PERMUTATIONS

suppressPackageStartupMessages(library(surveillance))
given <- commandArgs(trailingOnly = TRUE)
events <- read.csv(given[1])
set.seed(1)
began <- proc.time()
found <- knox(
  dt = dist(events$t), ds = dist(events[, c("x", "y")]), eps.t = as.numeric(given[3]), eps.s = as.numeric(given[2]),
  simulate.p.value = TRUE, B = as.integer(given[4])
)
took <- proc.time() - began
status <- readLines("/proc/self/status")
peak <- as.numeric(gsub("[^0-9]", "", grep("^VmHWM", status, value = TRUE))) / 1024
cat(sprintf(
  '{"permutations": %s, "statistic": %d, "p_value": %.6g, "cpu_s": %.2f, "wall_s": %.2f, "peak_memory_mb": %.0f, "version": "%s"}\n',
  given[4], as.integer(found$statistic), found$p.value, took[["user.self"]] + took[["sys.self"]], took[["elapsed"]], peak,
  as.character(packageVersion("surveillance"))
))
