using System.Buffers;
using System.Text;

namespace Portal.Web.Files;

/// <summary>Tells text from data: no control characters but tab and line ends, and the whole of it UTF-8 or Windows-1252.</summary>
internal static class TextContent
{
    private const string SaveAsPdf = "Save it as a PDF and upload that.";
    private const string SaveAsUtf8 = "Save it as UTF-8 text and upload that.";

    /// <summary>Control characters other than tab, line feed, form feed and carriage return, and delete.</summary>
    private static readonly SearchValues<byte> controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(b => b is not (0x09 or 0x0A or 0x0C or 0x0D)).Select(b => (byte)b), 0x7F]);

    /// <summary>The bytes Windows-1252 leaves without a character.</summary>
    private static readonly SearchValues<byte> notInWindows1252 = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    private static readonly (string Start, string Words)[] markup =
    [
        ("<!doctype html", "a web page"), ("<html", "a web page"), ("<head", "a web page"), ("<body", "a web page"),
        ("<script", "a web page"), ("<!--", "a web page"), ("<svg", "an SVG drawing"), ("<!doctype svg", "an SVG drawing"),
        ("<?xml", "an XML file"), ("<?php", "a script"),
    ];

    public static FileContent Examine(Stream content, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return FileContent.Other("text in UTF-16", SaveAsUtf8);
        }

        var start = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        foreach (var (beginning, words) in markup)
        {
            if (start.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return FileContent.Other(start.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "an SVG drawing" : words, SaveAsPdf);
            }
        }

        if (!IsText(content))
        {
            return FileContent.Other("not of a kind the portal knows");
        }

        return HasEmailHeader(start)
            ? new FileContent(AcceptedTypes.Email.Label, [AcceptedTypes.Email, AcceptedTypes.Text])
            : new FileContent(AcceptedTypes.Text.Label, [AcceptedTypes.Text, AcceptedTypes.Csv]);
    }

    private static bool IsText(Stream content)
    {
        content.Position = 0;
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[16 * 1024];
        var characters = new char[bytes.Length + 1];
        var utf8 = true;
        var windows1252 = true;
        int read;
        while ((read = content.Read(bytes)) > 0)
        {
            var block = bytes.AsSpan(0, read);
            if (block.ContainsAny(controls))
            {
                return false;
            }

            windows1252 = windows1252 && !block.ContainsAny(notInWindows1252);
            utf8 = utf8 && Decodes(decoder, block, characters, flush: false);
            if (!utf8 && !windows1252)
            {
                return false;
            }
        }

        return windows1252 || (utf8 && Decodes(decoder, [], characters, flush: true));
    }

    private static bool Decodes(Decoder decoder, ReadOnlySpan<byte> bytes, char[] characters, bool flush)
    {
        try
        {
            decoder.GetChars(bytes, characters, flush);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>RFC 5322: the lines before the first empty one are fields, or their continuation, and From or Date is among them.</summary>
    private static bool HasEmailHeader(string start)
    {
        var known = false;
        var lines = 0;
        foreach (var line in start.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
            {
                break;
            }

            lines++;
            var name = line.IndexOf(':');
            var continues = line[0] is ' ' or '\t';
            if (!continues && (name <= 0 || line[..name].ContainsAnyExceptInRange('!', '~')))
            {
                // The header may be longer than what was read of it; the last line is then cut anywhere.
                return known && lines > 3 && start.EndsWith(line.ToString(), StringComparison.Ordinal);
            }

            known |= !continues && (Is(line[..name], "From") || Is(line[..name], "Date") || Is(line[..name], "Received"));
        }

        return known && lines >= 2;

        static bool Is(ReadOnlySpan<char> field, string wanted) => field.Equals(wanted, StringComparison.OrdinalIgnoreCase);
    }
}
