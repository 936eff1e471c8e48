using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Portal.Domain.Presentations;
using ChartSpace = DocumentFormat.OpenXml.Drawing.Charts.ChartSpace;

namespace Portal.Web.Documents.Slides;

/// <summary>A chart that PowerPoint draws itself, with its figures in a workbook, so that it can be changed there.</summary>
internal static class PptxChart
{
    private static readonly string[] _colours = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];

    public static void Write(ChartPart part, SlideChart chart)
    {
        var workbook = part.AddEmbeddedPackagePart(EmbeddedPackagePartType.Xlsx);
        using (var figures = new MemoryStream())
        {
            Workbook(figures, chart);
            figures.Position = 0;
            workbook.FeedData(figures);
        }

        part.ChartSpace = new ChartSpace(Xml(chart, part.GetIdOfPart(workbook)));
    }

    /// <summary>The frame on the slide.</summary>
    public static string Frame(int id, string relationship, SlideChart chart) =>
        $"""<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{id}" name="Chart" descr="{DrawingText.Escaped(chart.Description)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr><p:ph type="chart" idx="1"/></p:nvPr></p:nvGraphicFramePr><p:xfrm><a:off x="{PptxTemplate.Margin}" y="{PptxTemplate.Top}"/><a:ext cx="{PptxTemplate.Full}" cy="{PptxTemplate.Depth}"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{relationship}"/></a:graphicData></a:graphic></p:graphicFrame>""";

    private static string Xml(SlideChart chart, string workbook)
    {
        var size = chart.Categories.Count > 10 ? 1000 : 1400;
        var text = $"""<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>""";
        var highest = chart.Scale is { } scale ? $"""<c:max val="{scale.Count}"/><c:min val="0"/>""" : chart.Series.SelectMany(s => s.Values).All(v => v is null or >= 0) ? """<c:min val="0"/>""" : "";
        return $"""
            <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1600" b="0"/></a:pPr><a:r><a:rPr lang="en-GB" sz="1600" b="0"/><a:t>{DrawingText.Escaped(chart.Unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{string.Concat(chart.Series.Select((s, i) => Series(chart, s, i, size)))}<c:gapWidth val="60"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart><c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{text}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx><c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>{highest}</c:scaling><c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx></c:plotArea>{(chart.Series.Count > 1 ? $"""<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{text}</c:legend>""" : "")}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>
            """;
    }

    private static string Series(SlideChart chart, ChartSeries series, int at, int size)
    {
        var last = chart.Categories.Count + 1;
        var column = (char)('B' + at);
        var words = chart.Scale is null ? "" : string.Concat(series.Values.Select((v, i) => v is null ? "" : $"""<c:dLbl><c:idx val="{i}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"/></a:pPr><a:r><a:rPr lang="en-GB" sz="{size}"/><a:t>{DrawingText.Escaped(chart.InWords(v))}</a:t></a:r></a:p></c:rich></c:tx><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>"""));
        return $"""
            <c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{DrawingText.Escaped(series.Name)}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:solidFill><a:schemeClr val="{_colours[at % _colours.Length]}"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/><c:dLbls>{words}<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"/></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls><c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{chart.Categories.Count}"/>{string.Concat(chart.Categories.Select((c, i) => $"""<c:pt idx="{i}"><c:v>{DrawingText.Escaped(c)}</c:v></c:pt>"""))}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{chart.Categories.Count}"/>{string.Concat(series.Values.Select((v, i) => v is { } value ? $"""<c:pt idx="{i}"><c:v>{value.ToString("R", CultureInfo.InvariantCulture)}</c:v></c:pt>""" : ""))}</c:numCache></c:numRef></c:val></c:ser>
            """;
    }

    private static void Workbook(Stream output, SlideChart chart)
    {
        using var document = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheet = workbook.AddNewPart<WorksheetPart>("rId1");
        workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = "Sheet1", SheetId = 1, Id = "rId1" }));
        sheet.Worksheet = new Worksheet(new SheetData(
            new Row[] { new([Words(chart.Unit), .. chart.Series.Select(s => Words(s.Name))]) }
                .Concat(chart.Categories.Select((c, i) => new Row([Words(c), .. chart.Series.Select(s => Figure(s.Values[i]))])))));
    }

    private static Cell Words(string text) => new(new InlineString(new Text(Office.XmlText.Clean(text)))) { DataType = CellValues.InlineString };

    private static Cell Figure(double? value) => value is { } figure ? new Cell(new CellValue(figure)) { DataType = CellValues.Number } : new Cell();
}
