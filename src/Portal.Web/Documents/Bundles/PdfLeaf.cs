using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Portal.Web.Documents.Bundles;

/// <summary>A page of a PDF as its page tree has it, without its content being read.</summary>
internal sealed class PdfLeaf
{
    /// <summary>Trees are seldom deeper than four; one that is deeper than this was made to be.</summary>
    private const int DeepestTree = 64;

    private readonly IReadOnlyList<DictionaryToken> _chain;
    private readonly IPdfTokenScanner _tokens;

    private PdfLeaf(IReadOnlyList<DictionaryToken> chain, IPdfTokenScanner tokens) => (_chain, _tokens) = (chain, tokens);

    /// <summary>The pages in order.</summary>
    /// <exception cref="InvalidDataException">The tree turns back on itself or is too deep.</exception>
    public static IEnumerable<PdfLeaf> Of(PdfDocument document)
    {
        var tokens = document.Structure.TokenScanner;
        return document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Pages, out var root) && Resolved(root, tokens) is DictionaryToken tree
            ? Below([tree], tokens)
            : [];
    }

    /// <summary>The value of an entry, taken from those above where the page does not say it.</summary>
    public IToken? Inherited(NameToken name)
    {
        foreach (var dictionary in _chain)
        {
            if (dictionary.TryGet(name, out var token))
            {
                return Resolved(token, _tokens);
            }
        }

        return null;
    }

    /// <summary>The number behind a token, also where it is kept elsewhere in the document.</summary>
    public double? Number(IToken token) => (Resolved(token, _tokens) as NumericToken)?.Data;

    /// <summary>What its content leaves open. Of content that cannot be unpacked nothing is known; readers show nothing of it either.</summary>
    public LeftOpen LeavesOpen()
    {
        using var content = new MemoryStream();
        var streams = Inherited(NameToken.Contents) switch
        {
            StreamToken one => [one],
            ArrayToken many => many.Data.Select(part => Resolved(part, _tokens)).OfType<StreamToken>(),
            _ => [],
        };
        foreach (var stream in streams)
        {
            content.Write(Unpacked(stream));
            content.WriteByte((byte)'\n');
        }

        return LeftOpen.By(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>Whether the page, or what lies on it, holds actions that a reader carries out by itself or that reach out of the document.</summary>
    public bool IsActive => _chain[0].TryGet(NameToken.Create("AA"), out _) || Annotations().Any(a => a.TryGet(NameToken.Create("AA"), out _) || ReachesOut(a));

    [SuppressMessage("Design", "CA1031", Justification = "Filters fail in many ways on what strangers made.")]
    private static ReadOnlySpan<byte> Unpacked(StreamToken stream)
    {
        try
        {
            // What names its filters elsewhere would come as it is packed, and packed bytes say anything.
            return stream.StreamDictionary.TryGet(NameToken.Filter, out var filter) && filter is IndirectReferenceToken ? [] : stream.Decode(DefaultFilterProvider.Instance).Span;
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            return [];
        }
    }

    private static IEnumerable<PdfLeaf> Below(IReadOnlyList<DictionaryToken> chain, IPdfTokenScanner tokens)
    {
        if (chain.Count > DeepestTree)
        {
            throw new InvalidDataException("The tree of pages is too deep.");
        }

        if (!chain[0].TryGet(NameToken.Kids, out var token) || Resolved(token, tokens) is not ArrayToken kids)
        {
            yield return new PdfLeaf(chain, tokens);
            yield break;
        }

        foreach (var leaf in kids.Data.Select(kid => Resolved(kid, tokens)).OfType<DictionaryToken>().SelectMany(kid => Below([kid, .. chain], tokens)))
        {
            yield return leaf;
        }
    }

    private IEnumerable<DictionaryToken> Annotations() =>
        _chain[0].TryGet(NameToken.Annots, out var token) && Resolved(token, _tokens) is ArrayToken annotations
            ? annotations.Data.Select(a => Resolved(a, _tokens)).OfType<DictionaryToken>()
            : [];

    private bool ReachesOut(DictionaryToken annotation)
    {
        var kind = annotation.TryGet(NameToken.Subtype, out var token) ? (Resolved(token, _tokens) as NameToken)?.Data : null;
        if (kind is "FileAttachment" or "RichMedia" or "Screen" or "Movie" or "Sound" or "3D")
        {
            return true;
        }

        if (annotation.TryGet(NameToken.Create("PA"), out _))
        {
            return true;
        }

        return annotation.TryGet(NameToken.A, out var action) && Resolved(action, _tokens) is DictionaryToken does
            && (does.TryGet(NameToken.Create("Next"), out _) || IsOther(does));
    }

    private bool IsOther(DictionaryToken does) =>
        does.TryGet(NameToken.S, out var what) && (Resolved(what, _tokens) as NameToken)?.Data is not ("URI" or "GoTo" or "Named" or null);

    private static IToken? Resolved(IToken? token, IPdfTokenScanner tokens) =>
        token is IndirectReferenceToken reference ? tokens.Get(reference.Data)?.Data : token;
}
