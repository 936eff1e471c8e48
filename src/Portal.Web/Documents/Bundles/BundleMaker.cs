using Portal.Web.Documents.Printing;
using Portal.Web.Reading;

namespace Portal.Web.Documents.Bundles;

/// <summary>
/// Makes the bundle: every document in order, with cover, index, bookmarks and page numbers that run on. May be killed at any time: pages that were made of a
/// document are found again in the working folder.
/// </summary>
public sealed class BundleMaker(HtmlPrinter printer, OfficeConverter office, SeparateReader reader, BundleOptions options, ILogger<BundleMaker> log)
{
    /// <summary>Printing again gives other pages only where the numbers in the index take another line.</summary>
    private const int MostPrintings = 4;

    /// <summary>Whether bundles can be made here.</summary>
    public bool IsAvailable => printer.IsAvailable;

    /// <param name="order">What to bind.</param>
    /// <param name="folder">Where to work; kept until the bundle is where it belongs.</param>
    /// <param name="itemsDone">Told how many items have pages.</param>
    /// <param name="ct">Leaves what is made in the folder.</param>
    /// <exception cref="PrintingFailed">The portal's own pages could not be printed.</exception>
    /// <exception cref="IOException">It could not be written, or evidence could not be read from the store.</exception>
    internal async Task<Bundle> MakeAsync(BundleOrder order, string folder, IProgress<int> itemsDone, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await using var worker = new PdfWorker(options, log);
        var pages = new ItemPages(printer, office, reader, options, worker, folder);
        var items = new List<BoundItem>();
        foreach (var item in order.Items)
        {
            items.Add(await pages.OfAsync(item, stop => order.Open(item, stop), ct));
            itemsDone.Report(items.Count);
        }

        while (true)
        {
            var placed = Placed(items, order.Sections.Evidence);
            var plan = await PlanAsync(order, placed, folder, ct);
            var faulty = await worker.BindAsync(plan, new StillBinding(itemsDone, items.Count), ct);
            if (faulty.Count == 0)
            {
                var text = Path.Combine(folder, "text.pdf");
                await printer.PrintAsync(html => BundlePrint.Front(html, order.Text, placed, new Dictionary<string, PagePlace>(StringComparer.Ordinal), false), text, ct);
                await PrintedPdf.SettleAsync(text, order.Dated, ct);
                return new Bundle(plan.Output, text, plan.Parts.Sum(p => p.Count), placed);
            }

            foreach (var (number, refusal) in faulty)
            {
                items[items.FindIndex(i => i.Number == number)] = await pages.WithoutAsync(order.Items.First(i => i.Number == number), refusal, ct);
            }
        }
    }

    /// <summary>Each item with the place of its divider.</summary>
    private static List<BoundItem> Placed(IEnumerable<BoundItem> items, string section)
    {
        var next = 1;
        var placed = new List<BoundItem>();
        foreach (var item in items)
        {
            placed.Add(item with { Place = new PagePlace(section, next).ToString() });
            next += 1 + item.Pages;
        }

        return placed;
    }

    private async Task<BindingPlan> PlanAsync(BundleOrder order, List<BoundItem> items, string folder, CancellationToken ct)
    {
        var front = Path.Combine(folder, "front.pdf");
        var headings = await FrontAsync(front, order, items, ct);
        var parts = new List<BindingPart>(FrontParts(front, headings, order));
        if (items.Count > 0)
        {
            var dividers = Path.Combine(folder, "dividers.pdf");
            await printer.PrintAsync(html => BundlePrint.Dividers(html, order.Text, items), dividers, ct);
            if (PrintedPdf.PagesOf(dividers) != items.Count)
            {
                throw new PrintingFailed("the dividers do not each take one page");
            }

            for (var i = 0; i < items.Count; i++)
            {
                var item = items[i];
                parts.Add(new BindingPart(dividers, i + 1, 1, order.Sections.Evidence, $"{item.Place} {item.Number:000} {item.Title}", 0, null));
                if (item.PagesPath is { } path && item.Pages > 0)
                {
                    parts.Add(new BindingPart(path, 1, item.Pages, order.Sections.Evidence, null, 0, item.Number));
                }
            }
        }

        return new BindingPlan(Path.Combine(folder, "bundle.pdf"), $"{order.Text.Title}: {order.Text.BodyName}", order.Text.BodyName, parts);
    }

    /// <summary>Prints section A until the pages that its index names are those on which its parts begin.</summary>
    private async Task<IReadOnlyList<(string Title, int Level, int Page)>> FrontAsync(string path, BundleOrder order, List<BoundItem> items, CancellationToken ct)
    {
        IReadOnlyList<(string Title, int Level, int Page)> headings = [];
        for (var printing = 1; printing <= MostPrintings; printing++)
        {
            var known = headings.DistinctBy(h => h.Title).ToDictionary(h => h.Title, h => new PagePlace(order.Sections.Text, h.Page), StringComparer.Ordinal);
            await printer.PrintAsync(html => BundlePrint.Front(html, order.Text, items, known, true), path, ct);
            var printed = PrintedPdf.HeadingsOf(path, order.Text.Headings);
            if (!order.Text.Headings.All(title => printed.Any(h => h.Title == title)))
            {
                throw new PrintingFailed("its headings were not found again");
            }

            if (printing > 1 && printed.SequenceEqual(headings))
            {
                return printed;
            }

            headings = printed;
        }

        throw new PrintingFailed("the index does not come to rest");
    }

    /// <summary>Section A cut where its main parts begin, so that each has its bookmark.</summary>
    private static IEnumerable<BindingPart> FrontParts(string path, IReadOnlyList<(string Title, int Level, int Page)> headings, BundleOrder order)
    {
        var pages = PrintedPdf.PagesOf(path);
        var top = headings.Count == 0 ? 0 : headings.Min(h => h.Level);
        var starts = headings.Where(h => h.Level == top + 1 && h.Page > 1).DistinctBy(h => h.Page).Select(h => (h.Title, h.Page)).Prepend((order.Text.Title, Page: 1)).ToList();
        return starts.Select((start, i) => new BindingPart(
            path, start.Page, (i + 1 < starts.Count ? starts[i + 1].Page : pages + 1) - start.Page, order.Sections.Text, start.Title, i == 0 ? 0 : 1, null));
    }

    /// <summary>Binding has no figure of its own; being told that it goes on is how a stop is noticed.</summary>
    private sealed class StillBinding(IProgress<int> itemsDone, int items) : IProgress<int>
    {
        public void Report(int value) => itemsDone.Report(items);
    }
}
