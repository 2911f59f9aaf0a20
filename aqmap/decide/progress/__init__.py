"""The monthly dispatch (月调度): tasks of a month, progress against time, totals, ranks."""
