"""CPU seconds, wall seconds and peak memory of the stages of a run, and a description of the machine they were taken on."""

import os
import platform
import resource
import time
from contextlib import contextmanager


class Meter:
    """Stages by name, each with the user and system time of this process, its threads and its finished children."""

    def __init__(self):
        self.stages = {}

    @contextmanager
    def stage(self, name):
        """Adds what runs inside to the stage of this name."""
        cpu, wall = cpu_seconds(), time.perf_counter()
        try:
            yield
        finally:
            row = self.stages.setdefault(name, {"cpu_s": 0.0, "wall_s": 0.0})
            row["cpu_s"] = round(row["cpu_s"] + cpu_seconds() - cpu, 3)
            row["wall_s"] = round(row["wall_s"] + time.perf_counter() - wall, 3)


def cpu_seconds():
    """User and system time of this process and its finished children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak_memory_mb():
    """Largest resident memory so far of this process or of any finished child, in megabytes (2^20 bytes)."""
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return round(max(usage.ru_maxrss for usage in usages) / 1024)


def machine():
    """Processor, cores, memory and system."""
    model = "unknown"
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gb": round(memory, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }
