// SPDX-License-Identifier: Apache-2.0

//go:build tools

// Package tools names the programs that this module pins.
package tools

import _ "github.com/yannh/kubeconform/cmd/kubeconform"
