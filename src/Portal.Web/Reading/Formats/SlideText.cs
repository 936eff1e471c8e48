using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using Drawing = DocumentFormat.OpenXml.Drawing;

namespace Portal.Web.Reading.Formats;

/// <summary>The text of a presentation, slide by slide, each with what is in its notes.</summary>
internal static class SlideText
{
    public static void Read(Stream content, PageCollector pages, ReadingLimits limits)
    {
        PackedDocument.RequireWithin(content, limits);
        using var document = PresentationDocument.Open(content, isEditable: false);
        var presentation = document.PresentationPart ?? throw new DamagedDocument("It has no presentation.");
        foreach (var slide in presentation.Presentation?.SlideIdList?.Elements<SlideId>() ?? [])
        {
            if (slide.RelationshipId?.Value is { } id && presentation.GetPartById(id) is SlidePart part)
            {
                pages.Add(Text(part) + (part.NotesSlidePart is { } notes ? "\n" + Text(notes) : ""));
            }
        }
    }

    private static string Text(OpenXmlPart part)
    {
        var text = new StringBuilder();
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(Drawing.Text))
            {
                text.Append(reader.GetText());
            }
            else if ((reader.IsEndElement && reader.ElementType == typeof(Drawing.Paragraph)) || (reader.IsStartElement && reader.ElementType == typeof(Drawing.Break)))
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
