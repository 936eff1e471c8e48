using Portal.Domain.Presentations;

namespace Portal.Web.Documents.Slides;

/// <summary>
/// The portal's own template: one master with a band for the title, and four layouts. All measures are EMU (914,400 to the inch); a slide is 13.33 by 7.5 inches, as projectors and screens are.
/// </summary>
internal static class PptxTemplate
{
    public const string Namespaces =
        """xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" """;

    public const int Width = 12_192_000, Height = 6_858_000, Margin = 548_640, Band = 1_188_720;

    public const int Top = 1_417_320, Depth = 4_754_880, Full = Width - (2 * Margin), Gutter = 365_760, Half = (Full - Gutter) / 2;

    /// <summary>EMU of a point.</summary>
    public const double Point = 12_700;

    private const string Group =
        """<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>""";

    /// <summary>The layouts in the order in which the master lists them.</summary>
    public enum Layout
    {
        Title,
        Content,
        TwoContent,
        Chart,
    }

    public static string Theme(PresentationColours colours, string name) =>
        $"""
        <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements><a:clrScheme name="{name}"><a:dk1><a:srgbClr val="{PresentationColours.Text}"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="{colours.Band}"/></a:dk2><a:lt2><a:srgbClr val="{colours.OnBand}"/></a:lt2><a:accent1><a:srgbClr val="{colours.Ink}"/></a:accent1><a:accent2><a:srgbClr val="858D93"/></a:accent2><a:accent3><a:srgbClr val="912B88"/></a:accent3><a:accent4><a:srgbClr val="1D70B8"/></a:accent4><a:accent5><a:srgbClr val="85994B"/></a:accent5><a:accent6><a:srgbClr val="B58840"/></a:accent6><a:hlink><a:srgbClr val="1D70B8"/></a:hlink><a:folHlink><a:srgbClr val="4C2C92"/></a:folHlink></a:clrScheme><a:fontScheme name="{name}"><a:majorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface="Arial"/></a:majorFont><a:minorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface="Arial"/></a:minorFont></a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{Thrice("""<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>""")}</a:fillStyleLst><a:lnStyleLst>{Thrice("""<a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>""")}</a:lnStyleLst><a:effectStyleLst>{Thrice("<a:effectStyle><a:effectLst/></a:effectStyle>")}</a:effectStyleLst><a:bgFillStyleLst>{Thrice("""<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>""")}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>
        """;

    public static string Master(IEnumerable<string> layouts) =>
        $"""
        <p:sldMaster {Namespaces}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{Group}{Rectangle(2, Band)}{Placeholder(3, "Title", "title", null, Box(Margin, 0, Full, Band), """anchor="ctr" """)}{Placeholder(4, "Text", "body", 1, Box(Margin, Top, Full, Depth), "")}{Foot()}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst>{string.Concat(layouts.Select((id, i) => $"""<p:sldLayoutId id="{2147483649 + i}" r:id="{id}"/>"""))}</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:buNone/><a:defRPr sz="2800" b="1"><a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:latin typeface="+mj-lt"/><a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle><a:lvl1pPr marL="280000" indent="-280000" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="800"/></a:spcAft><a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="2000"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr></p:bodyStyle><p:otherStyle><a:lvl1pPr algn="l"><a:defRPr sz="1800"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>
        """;

    public static string OfLayout(Layout layout) => layout switch
    {
        Layout.Title => Layed("title", "Title", Rectangle(2, 3_886_200) + Placeholder(3, "Title", "ctrTitle", null, Box(Margin, 1_371_600, Full, 2_286_000), """anchor="b" """)
            + Placeholder(4, "Subtitle", "subTitle", 1, Box(Margin, 4_114_800, Full, 1_828_800), "", """<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2200"/></a:lvl1pPr>"""), masterShapes: false),
        Layout.Content => Layed("obj", "Title and content", Placeholder(2, "Title", "title", null, "", "") + Placeholder(3, "Content", null, 1, Box(Margin, Top, Full, Depth), "")),
        Layout.TwoContent => Layed("twoObj", "Two contents", Placeholder(2, "Title", "title", null, "", "") + Placeholder(3, "Content on the left", null, 1, Box(Margin, Top, Half, Depth), "")
            + Placeholder(4, "Content on the right", null, 2, Box(Margin + Half + Gutter, Top, Half, Depth), "")),
        _ => Layed("chart", "Title and chart", Placeholder(2, "Title", "title", null, "", "") + Placeholder(3, "Chart", "chart", 1, Box(Margin, Top, Full, Depth), "")),
    };

    /// <summary>What stands in the body of a slide's page: its shapes in the order in which they are read.</summary>
    public static string OfSlide(string shapes, bool hidden) =>
        $"""<p:sld {Namespaces}{(hidden ? """show="0" """ : "")}><p:cSld><p:spTree>{Group}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>""";

    public static string NotesMaster() =>
        $"""
        <p:notesMaster {Namespaces}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{Group}<p:sp><p:nvSpPr><p:cNvPr id="2" name="Picture of the slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{Box(685_800, 685_800, 5_486_400, 3_086_100)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></p:spPr></p:sp>{Placeholder(3, "Notes", "body", 3, Box(685_800, 4_000_500, 5_486_400, 4_457_700) + """<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>""", "")}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:notesStyle><a:lvl1pPr marL="0" algn="l"><a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>
        """;

    public static string NotesOf(IEnumerable<string> lines) =>
        $"""
        <p:notes {Namespaces}><p:cSld><p:spTree>{Group}<p:sp><p:nvSpPr><p:cNvPr id="2" name="Picture of the slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>{Shape(3, "Notes", """type="body" idx="1" """, string.Concat(lines.Select(l => DrawingText.Paragraph(l)).DefaultIfEmpty("<a:p/>")))}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>
        """;

    public static string Presentation(string master, string notesMaster, IEnumerable<string> slides) =>
        $"""
        <p:presentation {Namespaces}saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="{master}"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="{notesMaster}"/></p:notesMasterIdLst><p:sldIdLst>{string.Concat(slides.Select((id, i) => $"""<p:sldId id="{256 + i}" r:id="{id}"/>"""))}</p:sldIdLst><p:sldSz cx="{Width}" cy="{Height}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>
        """;

    /// <summary>A shape that fills a placeholder of the layout.</summary>
    /// <param name="id">Of the shape within its slide.</param>
    /// <param name="name">What a screen reader calls it.</param>
    /// <param name="placeholder">Attributes of the placeholder.</param>
    /// <param name="paragraphs">Its text.</param>
    public static string Shape(int id, string name, string placeholder, string paragraphs) =>
        $"""<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>""";

    /// <summary>Whose it is and how it is marked, and the number of the slide.</summary>
    public static string FootOf(int id, string text) =>
        Shape(id, "Footer", """type="ftr" sz="quarter" idx="11" """, DrawingText.Paragraph(text))
        + Shape(id + 1, "Number of the slide", """type="sldNum" sz="quarter" idx="12" """, """<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld></a:p>""");

    private static string Layed(string type, string name, string shapes, bool masterShapes = true) =>
        $"""<p:sldLayout {Namespaces}type="{type}" preserve="1"{(masterShapes ? "" : """ showMasterSp="0" """)}><p:cSld name="{name}"><p:spTree>{Group}{shapes}{Foot()}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>""";

    private static string Foot()
    {
        const string Small = """<a:lvl1pPr algn="{0}"><a:defRPr sz="1200"><a:solidFill><a:srgbClr val="505A5F"/></a:solidFill><a:latin typeface="+mn-lt"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>""";
        return Placeholder(21, "Footer", "ftr", 11, Box(Margin, 6_309_360, 9_144_000, 411_480), """anchor="ctr" """, Small.Replace("{0}", "l", StringComparison.Ordinal), """sz="quarter" """)
            + Placeholder(22, "Number of the slide", "sldNum", 12, Box(Width - Margin - 1_371_600, 6_309_360, 1_371_600, 411_480), """anchor="ctr" """, Small.Replace("{0}", "r", StringComparison.Ordinal), """sz="quarter" """, """<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld></a:p>""");
    }

    private static string Placeholder(int id, string name, string? type, int? index, string box, string body, string styles = "", string size = "", string? paragraphs = null) =>
        $"""<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {(type is null ? "" : $"type=\"{type}\" ")}{size}{(index is null ? "" : $"idx=\"{index}\" ")}/></p:nvPr></p:nvSpPr><p:spPr>{box}</p:spPr><p:txBody><a:bodyPr {body}><a:normAutofit/></a:bodyPr><a:lstStyle>{styles}</a:lstStyle>{paragraphs ?? $"""<a:p><a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r></a:p>"""}</p:txBody></p:sp>""";

    private static string Box(int x, int y, int width, int height) => $"""<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>""";

    private static string Rectangle(int id, int height) =>
        $"""<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Band"><a:extLst><a:ext uri="{"{C183D7F6-B498-43B3-948B-1728B52AA6E4}"}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{Box(0, 0, Width, height)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>""";

    private static string Thrice(string one) => one + one + one;
}
