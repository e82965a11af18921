"""What lab/cluster-test is made of: the cluster, the prober, the scenarios."""
