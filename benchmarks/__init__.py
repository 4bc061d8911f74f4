"""Speed and memory, measured against peers and limits: ratios within one run."""
