namespace Portal.Web.Documents.PackIndex;

/// <summary>The style of the HTML edition, on screen and on paper. Contrast is at least 7 to 1; nothing is told by colour alone.</summary>
internal static class PackIndexStyle
{
    public const string Css = """
        html { font-family: Arial, Helvetica, sans-serif; line-height: 1.5; color: #0b0c0c; background: #fff; }
        body { margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: break-word; }
        a { color: #0f4a80; }
        a:focus, [tabindex]:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; background: #fd0; color: #0b0c0c; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { position: static; display: inline-block; padding: .5rem; }
        h1 { font-size: 2rem; line-height: 1.2; }
        h2 { font-size: 1.6rem; margin-top: 3rem; border-top: 2px solid #0b0c0c; padding-top: .5rem; }
        h3 { font-size: 1.25rem; margin-top: 2rem; }
        h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
        p { margin: 0 0 1rem; max-width: 44rem; }
        dt { font-weight: bold; }
        dd { margin: 0 0 .75rem; }
        nav ol { padding-left: 0; list-style: none; columns: 18rem; border-bottom: 2px solid #0b0c0c; padding-bottom: .75rem; }
        article { border: 2px solid #0b0c0c; padding: 0 1rem; margin-bottom: 2rem; }
        :target { outline: 3px solid #0b0c0c; outline-offset: 2px; }
        .grade { font-weight: bold; border: 2px solid #0b0c0c; display: inline-block; padding: .25rem .75rem; }
        .criterion { border-left: 4px solid #505a5f; padding-left: .75rem; }
        .table { overflow-x: auto; margin-bottom: 1.5rem; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: bold; padding-bottom: .5rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #505a5f; }
        code { font-family: "Liberation Mono", Consolas, monospace; font-size: .85rem; word-break: break-all; }
        @media print {
          @page { margin: 18mm; }
          .skip, nav { display: none; }
          body { max-width: none; padding: 0; }
          .table { overflow: visible; }
          article { break-before: page; border: 0; padding: 0; }
          h2, h3, h4, caption { break-after: avoid; }
          tr { break-inside: avoid; }
          a { color: #0b0c0c; text-decoration: none; }
        }
        """;
}
