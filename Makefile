# SPDX-License-Identifier: Apache-2.0
# The entry points. Each installs what it needs (tools/, cluster/programs/build) and does nothing twice.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
export PATH := $(CURDIR)/target/tools:$(PATH)

# When this run of make began: the demo tells how long all of it took.
STARTED := $(shell date +%s)
NODE_KUBECONFIG := $(CURDIR)/target/cluster/tachydromos-node.conf
IMAGES := openldap postgresql postfix haproxy dovecot rspamd valkey clamav sogo memcached nginx java stranger
PROGRAMS := sync-sidecar cert-rotator webhook e2e benchmarks
# make's own comparison of times is made when it starts, before `unit` has packaged: this one is made when needed.
PACKAGED = [ -e target/packaged ] && ls -d $(PROGRAMS:%=%/target/lib) >/dev/null 2>&1 && \
  [ -z "$$(find pom.xml .mvn */pom.xml */src/main -type f -newer target/packaged -print -quit)" ]

##@ The whole
demo: cluster-up load browser ## bring up the cluster, install the suite, prove that mail flows, leave it running
	KUBECONFIG=$(NODE_KUBECONFIG) TACHYDROMOS_STARTED=$(STARTED) $$(tools/jdk)/bin/java -Djdk.httpclient.allowRestrictedHeaders=host \
	  -cp 'e2e/target/classes:e2e/target/lib/*' io.github.tachydromos.e2e.DemoApplication

test: chart-test unit load browser ## everything that must pass: format, unit, chart, integration, whole system
	KUBECONFIG=$(NODE_KUBECONFIG) tools/mvn verify -Pe2e -Dunit.skip=true -Dit.test='*IT,*E2E,!ChartCorpusIT' \
	  -Dfailsafe.failIfNoSpecifiedTests=false

bench: load ## measure the suite beside its yardsticks; figures in target/bench/
	KUBECONFIG=$(NODE_KUBECONFIG) benchmarks/run

down: ## remove the node, all that ran on it and the foreign mail server (images and compiled programs stay: "make clean")
	cluster/down
	cluster/down tachydromos-stranger

clean: down ## also remove the images, the compiled programs and target/
	cluster/clean

##@ One level of tests
unit: ## format check, unit and architecture tests; packages the programs
	@mkdir -p target && touch target/packaging
	tools/mvn verify -DskipITs
	@mv target/packaging target/packaged

it: images control-image browser ## integration tests: real daemons and a real API server in containers
	cluster/programs/build helm kubeconform
	tools/mvn verify -Dunit.skip=true

chart-test: ## the chart without a cluster: its templates, values files good and bad, its generated files
	cluster/programs/build helm helm-unittest kubeconform
	helm-unittest -f 'tests/*/*_test.yaml' chart
	tools/mvn -q verify -pl e2e -am -Dtest=GeneratedFilesTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test='ChartCorpusIT,OriginalValuesIT,KubeconformIT' -Dfailsafe.failIfNoSpecifiedTests=false

e2e: load browser ## whole-system tests on the local cluster
	KUBECONFIG=$(NODE_KUBECONFIG) tools/mvn verify -Pe2e -Dunit.skip=true -pl e2e -am \
	  -Dit.test='*E2E' -Dfailsafe.failIfNoSpecifiedTests=false

##@ The parts
package: ## compile and package the Java programs, if a source is newer
	@if ! { $(PACKAGED); }; then \
	  echo "==> packaging the Java programs" && mkdir -p target && touch target/packaging && \
	  tools/mvn -q -DskipTests package && mv target/packaging target/packaged; fi

images: package ## build the images whose inputs changed
	images/build

cluster-up: ## start the local node (API server on 127.0.0.1:16443)
	cluster/up

browser: ## install Debian's Chromium and curl, if they are not there
	@tools/chromium && tools/curl

control-image: ## build the node's image, which integration tests start as a control plane
	cluster/control --image

load: images cluster-up ## copy the images into the node
	cluster/load $(IMAGES:%=tachydromos/%:$(shell sed -n 's/^appVersion: *//p' chart/Chart.yaml | tr -d '"'))

generate: ## rewrite what is made from chart/values.yaml: its schema, and the table in chart/README.md
	tools/mvn -q test -pl e2e -am -Dtest=GeneratedFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true

reproducible: ## build the jars twice, in two folders, and compare them
	tools/reproducible

format: ## apply the code format
	tools/mvn -q spotless:apply

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo test bench down clean unit it chart-test e2e package images cluster-up browser control-image load generate reproducible format help
