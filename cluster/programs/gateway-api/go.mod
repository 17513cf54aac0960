module tachydromos.io/cluster/gateway-api

go 1.26.8

// Its CRDs are read; nothing of it is compiled.
require sigs.k8s.io/gateway-api v1.6.3
