using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Graphics.Operations.PathConstruction;
using UglyToad.PdfPig.Graphics.Operations.PathPainting;
using UglyToad.PdfPig.Graphics.Operations.SpecialGraphicsState;
using UglyToad.PdfPig.Graphics.Operations.TextObjects;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Writer;

namespace Portal.Web.Documents.Bundles;

/// <summary>
/// Binds pages of many PDFs into one: each stamped with its place, bookmarks, and links that lead to the bound pages. The tags of the pages are lost in it.
/// Reads what strangers made: run it in a process of its own, as <see cref="PdfWorker"/> does.
/// </summary>
public static class PdfBinder
{
    private const double StampSize = 10, StampMargin = 12, StampPadding = 3;

    /// <summary>Tells how many pages can be bound of a document.</summary>
    /// <returns>The pages, or why there are none.</returns>
    public static (int Pages, PdfRefusal? Refusal) Count(string path, int most)
    {
        try
        {
            using var document = Open(path);
            var (pages, active) = (0, false);
            foreach (var leaf in PdfLeaf.Of(document))
            {
                active |= leaf.IsActive;
                if (++pages > most)
                {
                    return (0, PdfRefusal.TooLong);
                }
            }

            return active ? (0, PdfRefusal.Active) : pages == 0 ? (0, PdfRefusal.Empty) : (pages, null);
        }
        catch (PdfDocumentEncryptedException)
        {
            return (0, PdfRefusal.Encrypted);
        }
        catch (Exception damaged) when (IsFaultOfTheFile(damaged))
        {
            return (0, PdfRefusal.Damaged);
        }
    }

    /// <param name="plan">What to bind.</param>
    /// <param name="begins">Told the place of each part before it is begun, and the number of parts before the whole is closed.</param>
    /// <returns>Numbers of the evidence whose pages cannot be copied; where there are any, nothing was bound.</returns>
    public static IReadOnlyList<int> Bind(BindingPlan plan, Action<int> begins)
    {
        var faulty = new List<int>();
        var part = plan.Output + ".part";
        using (var output = new FileStream(part, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 20))
        {
            var builder = new PdfDocumentBuilder(output, false, PdfWriterType.Default, 1.7, null)
            {
                DocumentInformation = new PdfDocumentBuilder.DocumentInformationBuilder { Title = plan.Title, Author = plan.Author, Producer = "Self-Assessment Portal", Creator = "Self-Assessment Portal" },
            };
            var stamp = new Stamp(builder.AddStandard14Font(Standard14Font.Helvetica));
            var places = new BoundPlaces(plan.Parts);
            for (var i = 0; i < plan.Parts.Count; i++)
            {
                begins(i);
                try
                {
                    Copy(builder, plan.Parts[i], places, i, stamp);
                }
                catch (Exception damaged) when (plan.Parts[i].Item is not null && IsFaultOfTheFile(damaged))
                {
                    faulty.Add(plan.Parts[i].Item!.Value);
                }
            }

            begins(plan.Parts.Count);
            builder.Bookmarks = new Bookmarks(Bookmarked(plan, places, 0, plan.Parts.Count, 0));
            builder.Build();
            builder.Dispose();
            output.Flush(flushToDisk: true);
        }

        if (faulty.Count == 0)
        {
            SameIdentityEachTime(part, plan);
            File.Move(part, plan.Output, overwrite: true);
        }
        else
        {
            File.Delete(part);
        }

        return faulty;
    }

    private static PdfDocument Open(string path) =>
        PdfDocument.Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });

    private static bool IsFaultOfTheFile(Exception failure) => failure is EndOfStreamException or not (OutOfMemoryException or UnauthorizedAccessException or IOException);

    private static void Copy(PdfDocumentBuilder builder, BindingPart part, BoundPlaces places, int index, Stamp stamp)
    {
        using var document = Open(part.Path);
        var leaves = PdfLeaf.Of(document).Skip(part.From - 1).Take(part.Count).ToList();
        if (leaves.Count < part.Count)
        {
            throw new InvalidDataException("There are fewer pages than were counted.");
        }

        var first = places.FirstOf(index);
        for (var i = 0; i < part.Count; i++)
        {
            var here = first + i;
            var options = new PdfDocumentBuilder.AddPageOptions { KeepAnnotations = true, CopyLinkFunc = action => Led(action, part, first, here, places) };
            stamp.Put(builder.AddPage(document, part.From + i, options), leaves[i], new PagePlace(part.Section, places.NumberOf(index) + i).ToString());
        }
    }

    /// <summary>Where a link leads in the bundle: to its own page where it would lead nowhere, since the writer keeps as it was what is not given another target.</summary>
    private static PdfAction Led(PdfAction action, BindingPart part, int first, int here, BoundPlaces places) => action switch
    {
        UriAction { Uri: { } address } when PagePlace.IsOne(address) => To(PagePlace.At(address) is { } place && places.PageAt(place) is { } page ? page : here),
        UriAction => action,
        AbstractGoToAction { Destination: { } destination } when destination.PageNumber >= part.From && destination.PageNumber < part.From + part.Count =>
            new GoToAction(new ExplicitDestination(first + destination.PageNumber - part.From, destination.Type, destination.Coordinates)),
        _ => To(here),
    };

    private static GoToAction To(int page) => new(Whole(page));

    private static ExplicitDestination Whole(int page) => new(page, ExplicitDestinationType.FitPage, ExplicitDestinationCoordinates.Empty);

    private static List<BookmarkNode> Bookmarked(BindingPlan plan, BoundPlaces places, int from, int to, int level)
    {
        var nodes = new List<BookmarkNode>();
        for (var i = from; i < to; i++)
        {
            if (plan.Parts[i] is { Bookmark: { } title } part && part.Level == level)
            {
                var end = Enumerable.Range(i + 1, to - i - 1).FirstOrDefault(j => plan.Parts[j].Bookmark is not null && plan.Parts[j].Level <= level, to);
                nodes.Add(new DocumentBookmarkNode(title, level, Whole(places.FirstOf(i)), Bookmarked(plan, places, i + 1, end, level + 1)));
            }
        }

        return nodes;
    }

    /// <summary>The writer gives each document a new identifier; the same plan is to give the same bytes.</summary>
    private static void SameIdentityEachTime(string path, BindingPlan plan)
    {
        const int most = 2_048;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Seek(-Math.Min(most, file.Length), SeekOrigin.End);
        var start = file.Position;
        var tail = new byte[file.Length - start];
        file.ReadExactly(tail);
        var text = Encoding.Latin1.GetString(tail);
        var identity = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan.Parts.Select(p => p with { Path = "" }))));
        var id = text.LastIndexOf("/ID", StringComparison.Ordinal);
        for (var (at, end) = (id < 0 ? -1 : text.IndexOf('<', id), id < 0 ? -1 : text.IndexOf(']', id)); at >= 0 && at < end; at = text.IndexOf('<', at + 1))
        {
            var length = text.IndexOf('>', at) - at - 1;
            file.Seek(start + at + 1, SeekOrigin.Begin);
            file.Write(Encoding.ASCII.GetBytes(identity[..Math.Min(length, identity.Length)]));
        }
    }

    /// <summary>The page's place in its lower right corner as it is read, black on white, whatever the page's own content leaves behind it.</summary>
    private sealed class Stamp(PdfDocumentBuilder.AddedFont font)
    {
        public void Put(PdfPageBuilder page, PdfLeaf leaf, string place)
        {
            var (frame, open) = (PageFrame.Of(leaf), leaf.LeavesOpen());
            page.NewContentStreamBefore();
            page.CurrentStream.Operations.AddRange(Enumerable.Repeat(Push.Value, open.Underrun + 1));
            page.SelectContentStream(page.ContentStreams.Count - 1);
            page.NewContentStreamAfter();
            var width = page.MeasureText(place, StampSize, new PdfPoint(0, 0), font)[^1].EndBaseLine.X;
            List<IGraphicsStateOperation> before =
            [
                .. open.IsInText ? [EndText.Value] : Array.Empty<IGraphicsStateOperation>(),
                .. Enumerable.Repeat(EndMarkedContent.Value, open.Marks),
                .. Enumerable.Repeat(Pop.Value, open.States + 1),
                Push.Value,
                new ModifyCurrentTransformationMatrix(frame.FromLowerRight()),
                new SetNonStrokeColorDeviceGray(1),
                new AppendRectangle(-StampMargin - width - (2 * StampPadding), StampMargin, width + (2 * StampPadding), StampSize + StampPadding),
                FillPathNonZeroWinding.Value,
                new SetNonStrokeColorDeviceGray(0),
            ];
            page.CurrentStream.Operations.AddRange(before);
            page.AddText(place, StampSize, new PdfPoint(-StampMargin - width - StampPadding, StampMargin + StampPadding), font);
            page.CurrentStream.Operations.Add(Pop.Value);
        }
    }
}
