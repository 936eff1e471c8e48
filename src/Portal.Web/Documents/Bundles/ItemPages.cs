using System.Text.Json;
using Portal.Domain.Evidence;
using Portal.Web.Documents.Printing;
using Portal.Web.Files;
using Portal.Web.Reading;

namespace Portal.Web.Documents.Bundles;

/// <summary>Makes pages of evidence, item by item: what was made once is found again after a restart.</summary>
internal sealed class ItemPages(HtmlPrinter printer, OfficeConverter office, SeparateReader reader, BundleOptions options, PdfWorker worker, string folder)
{
    private static readonly AcceptedType[] _office =
    [
        AcceptedTypes.Docx, AcceptedTypes.Xlsx, AcceptedTypes.Pptx, AcceptedTypes.Odt, AcceptedTypes.Ods, AcceptedTypes.Odp, AcceptedTypes.Doc, AcceptedTypes.Xls, AcceptedTypes.Ppt,
    ];

    private static readonly AcceptedType[] _pictures = [AcceptedTypes.Png, AcceptedTypes.Jpeg];

    private static readonly AcceptedType[] _texts = [AcceptedTypes.Text, AcceptedTypes.Csv, AcceptedTypes.Email];

    /// <param name="item">The item.</param>
    /// <param name="open">Opens its content.</param>
    /// <param name="ct">Leaves what is not finished.</param>
    public async Task<BoundItem> OfAsync(BundleItem item, Func<CancellationToken, Task<Stream>> open, CancellationToken ct)
    {
        if (item.IsWithheld)
        {
            return Bound(item, new Kept(BundleFate.Withheld, "It is withheld: nothing of it is in this pack.", 0, null));
        }

        var note = Path.Combine(folder, $"{item.Sha256}.json");
        if (await NotedAsync(note, ct) is { } kept && (kept.Path is null || File.Exists(kept.Path)))
        {
            return Bound(item, kept);
        }

        try
        {
            var made = await MakeAsync(item, open, ct);
            await NoteAsync(note, made, ct);
            return Bound(item, made);
        }
        catch (PrintingFailed failed)
        {
            // Not noted: another time the program may be there, or have time enough.
            return Bound(item, new Kept(BundleFate.DividerOnly, $"No pages could be made of it: {failed.Message}.", 0, null));
        }
    }

    /// <summary>Remembers that the pages of an item cannot be bound after all.</summary>
    public async Task<BoundItem> WithoutAsync(BundleItem item, PdfRefusal refusal, CancellationToken ct)
    {
        var kept = new Kept(BundleFate.DividerOnly, Words(refusal), 0, null);
        await NoteAsync(Path.Combine(folder, $"{item.Sha256}.json"), kept, ct);
        return Bound(item, kept);
    }

    private static async Task<Kept?> NotedAsync(string note, CancellationToken ct)
    {
        try
        {
            return File.Exists(note) ? JsonSerializer.Deserialize<Kept>(await File.ReadAllTextAsync(note, ct)) : null;
        }
        catch (JsonException)
        {
            return null; // The power went while it was written.
        }
    }

    private static async Task NoteAsync(string note, Kept kept, CancellationToken ct)
    {
        await File.WriteAllTextAsync(note + ".part", JsonSerializer.Serialize(kept), ct);
        File.Move(note + ".part", note, overwrite: true);
    }

    private static BoundItem Bound(BundleItem item, Kept kept) =>
        new(item.Number, item.Title, item.File, item.Sha256, kept.Fate, kept.Why, kept.Pages) { PagesPath = kept.Path };

    private async Task<Kept> MakeAsync(BundleItem item, Func<CancellationToken, Task<Stream>> open, CancellationToken ct)
    {
        var type = AcceptedTypes.All.FirstOrDefault(t => t.ContentType == item.ContentType);
        var pdf = Path.Combine(folder, $"{item.Sha256}.pdf");
        return type switch
        {
            _ when type == AcceptedTypes.Pdf => await CountedAsync(BundleFate.AsItIs, await LocalAsync(open, pdf, ct), ct),
            _ when _office.Contains(type) => await CountedAsync(BundleFate.Converted, await ConvertedAsync(open, type!, pdf, ct), ct),
            _ when _pictures.Contains(type) => await CountedAsync(BundleFate.Printed, await PictureAsync(item, open, type!, pdf, ct), ct),
            _ when _texts.Contains(type) => await TextAsync(item, open, type!, pdf, ct),
            _ => new Kept(BundleFate.DividerOnly, $"It is {type?.Label ?? "of a kind"}, which has no pages.", 0, null),
        };
    }

    private async Task<Kept> CountedAsync(BundleFate fate, string path, CancellationToken ct)
    {
        var (pages, refusal) = await worker.CountAsync(path, ct);
        return refusal is { } why ? new Kept(BundleFate.DividerOnly, Words(why), 0, null) : new Kept(fate, null, pages, path);
    }

    /// <summary>A file of the store itself where the store lies on this machine, else a copy.</summary>
    private static async Task<string> LocalAsync(Func<CancellationToken, Task<Stream>> open, string path, CancellationToken ct)
    {
        await using var content = await open(ct);
        if (content is FileStream { Name: var name })
        {
            return name;
        }

        await using (var copy = File.Create(path + ".part"))
        {
            await content.CopyToAsync(copy, ct);
        }

        File.Move(path + ".part", path, overwrite: true);
        return path;
    }

    private async Task<string> ConvertedAsync(Func<CancellationToken, Task<Stream>> open, AcceptedType type, string pdf, CancellationToken ct)
    {
        await using var content = await open(ct);
        await office.ConvertAsync(content, type.Extensions[0], pdf, ct);
        return pdf;
    }

    private async Task<string> PictureAsync(BundleItem item, Func<CancellationToken, Task<Stream>> open, AcceptedType type, string pdf, CancellationToken ct)
    {
        var picture = Path.ChangeExtension(pdf, type.Extensions[0]);
        await using (var content = await open(ct))
        {
            await using var copy = File.Create(picture);
            await content.CopyToAsync(copy, ct);
        }

        await printer.PrintAsync(html => BundlePrint.Picture(html, item.Title, Path.GetFileName(picture)), pdf, ct);
        File.Delete(picture);
        return pdf;
    }

    private async Task<Kept> TextAsync(BundleItem item, Func<CancellationToken, Task<Stream>> open, AcceptedType type, string pdf, CancellationToken ct)
    {
        var read = await reader.ReadAsync(await LocalAsync(open, Path.ChangeExtension(pdf, type.Extensions[0]), ct), type.ContentType, ct);
        if (read.State != ReadingState.Read || read.Pages.Count == 0)
        {
            return new Kept(BundleFate.DividerOnly, "Its text could not be read.", 0, null);
        }

        if (read.Pages.Sum(p => (long)p.Text.Length) > options.MostCharactersOfAText)
        {
            return new Kept(BundleFate.DividerOnly, "Its text is too long to be printed.", 0, null);
        }

        await printer.PrintAsync(html => BundlePrint.Text(html, item.Title, read.Pages.Select(p => p.Text)), pdf, ct);
        return await CountedAsync(BundleFate.Printed, pdf, ct);
    }

    private string Words(PdfRefusal refusal) => refusal switch
    {
        PdfRefusal.Encrypted => "It is protected by a password.",
        PdfRefusal.Empty => "It has no pages.",
        PdfRefusal.Active => "It holds actions that a reader would carry out by itself, or files inside. Open it with care.",
        PdfRefusal.TooLong => $"It has more than {options.MostPagesOfADocument:N0} pages.",
        PdfRefusal.TakesTooLong => "Its pages take too long to be copied.",
        _ => "It is damaged: its pages cannot be copied.",
    };

    /// <summary>What was made of a file.</summary>
    private sealed record Kept(BundleFate Fate, string? Why, int Pages, string? Path);
}
