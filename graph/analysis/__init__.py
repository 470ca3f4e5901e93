"""What the graph shows when it is measured: convergences, cooperation, and what could meet. Pure functions of a snapshot."""
