searchIndex([{{ range $index, $page := site.RegularPages }}{{ if $index }},{{ end }}
{{ dict "href" .RelPermalink "title" .Title "when" (.Date.Format "2 January 2006, 15:04") "body" .Plain | jsonify }}{{ end }}])
