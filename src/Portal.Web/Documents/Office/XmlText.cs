using System.Text;
using System.Xml;

namespace Portal.Web.Documents.Office;

/// <summary>Text as XML can hold it.</summary>
internal static class XmlText
{
    /// <summary>The same text with the replacement character for what XML 1.0 has no place for: control characters, halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        var i = FirstBad(text, 0);
        if (i < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text);
        for (; i >= 0; i = FirstBad(text, i + 1))
        {
            clean[i] = '\uFFFD';
        }

        return clean.ToString();
    }

    private static int FirstBad(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
