{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- define "tachydromos.suite.dns" -}}
{{- $dns := .Values.dns -}}
{{- dict
      "records" (include "tachydromos.objectName" (list . "dns"))
      "domains" (coalesce $dns.domains .Values.front.domains (list (.Values.dovecot.postmasterEmail | toString | splitList "@" | last)))
      "addresses" (default list $dns.addresses)
      "spf" (default "" $dns.spf)
      "dmarcPolicy" $dns.dmarcPolicy
      "reportAddress" (default "" $dns.reportAddress)
    | toYaml -}}
{{- end -}}

{{- /*
Records that are known before a key is made, one a line and as the cert-rotator writes them (its SuiteRecords); a check of the demo
compares the two. (list $suite "example.org") for a domain, (list $suite "") for the host.
*/ -}}
{{- define "tachydromos.staticRecords" -}}
{{- $suite := index . 0 -}}
{{- $domain := index . 1 -}}
{{- $dns := $suite.dns -}}
{{- $host := $suite.hostname -}}
{{- $spf := default (printf "v=spf1 a:%s -all" $host) $dns.spf -}}
{{- if not $domain -}}
{{- range default (list "<the public address>") $dns.addresses }}
{{ $host }}. 3600 IN {{ contains ":" . | ternary "AAAA" "A" }} {{ . }}
{{- end }}
{{ $host }}. 3600 IN TXT "{{ $spf }}"
{{- else -}}
{{- $reports := printf "mailto:%s" (default (printf "postmaster@%s" $domain) $dns.reportAddress) }}
{{ $domain }}. 3600 IN MX 10 {{ $host }}.
{{ $domain }}. 3600 IN TXT "{{ $spf }}"
_dmarc.{{ $domain }}. 3600 IN TXT "v=DMARC1; p={{ $dns.dmarcPolicy }}; rua={{ $reports }}"
_smtp._tls.{{ $domain }}. 3600 IN TXT "v=TLSRPTv1; rua={{ $reports }}"
_submissions._tcp.{{ $domain }}. 3600 IN SRV 0 1 465 {{ $host }}.
_submission._tcp.{{ $domain }}. 3600 IN SRV 10 1 587 {{ $host }}.
_imaps._tcp.{{ $domain }}. 3600 IN SRV 0 1 993 {{ $host }}.
_imap._tcp.{{ $domain }}. 3600 IN SRV 10 1 143 {{ $host }}.
_sieve._tcp.{{ $domain }}. 3600 IN SRV 0 1 4190 {{ $host }}.
{{- $web := first $suite.front.webmailHosts }}
{{- if $suite.sogo.enabled }}
{{- if $suite.sogo.modules.dav }}
_caldavs._tcp.{{ $domain }}. 3600 IN SRV 0 1 443 {{ $web }}.
_carddavs._tcp.{{ $domain }}. 3600 IN SRV 0 1 443 {{ $web }}.
{{- end }}
_autodiscover._tcp.{{ $domain }}. 3600 IN SRV 0 1 443 {{ $web }}.
{{- range list "mta-sts" "autoconfig" "autodiscover" }}
{{- if ne $web (printf "%s.%s" . $domain) }}
{{ . }}.{{ $domain }}. 3600 IN CNAME {{ $web }}.
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
{{- end -}}
