using Microsoft.EntityFrameworkCore;

namespace Portal.Web.Features.Shared;

/// <summary>The part of a long list that one page shows.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, PlaceInList Place);

/// <summary>Which part of a list is shown: 25, 50 or 100 rows of it, by the query string's <c>page</c> and <c>size</c>.</summary>
/// <param name="Count">Rows of the whole list.</param>
/// <param name="Number">The page shown, from 1.</param>
/// <param name="Size">Rows on a full page.</param>
public sealed record PlaceInList(int Count, int Number, int Size)
{
    /// <summary>The sizes a person may choose from; the first is used unless asked otherwise.</summary>
    public static readonly IReadOnlyList<int> Sizes = [25, 50, 100];

    public int Pages => Math.Max(1, (Count + Size - 1) / Size);

    /// <summary>Number of the first row shown, from 1; 0 in an empty list.</summary>
    public int First => Count == 0 ? 0 : Skipped + 1;

    /// <summary>Number of the last row shown.</summary>
    public int Last => Math.Min(Number * Size, Count);

    internal int Skipped => (Number - 1) * Size;

    /// <summary>The nearest place there is to the one asked for; an address somebody changed by hand is no error.</summary>
    public static PlaceInList Asked(int count, string? number, string? size)
    {
        var rows = int.TryParse(size, out var wantedSize) && Sizes.Contains(wantedSize) ? wantedSize : Sizes[0];
        var place = new PlaceInList(count, 1, rows);
        return int.TryParse(number, out var wanted) ? place with { Number = Math.Clamp(wanted, 1, place.Pages) } : place;
    }
}

/// <summary>Reads one page of a query.</summary>
public static class Paging
{
    /// <param name="rows">The whole list, in an order without ties.</param>
    /// <param name="asked">The query string, with <c>page</c> and <c>size</c>.</param>
    /// <param name="ct">Ends the query early.</param>
    public static async Task<PageOf<T>> ToPageAsync<T>(this IQueryable<T> rows, IQueryCollection asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var place = PlaceInList.Asked(await rows.CountAsync(ct), asked["page"], asked["size"]);
        return new PageOf<T>(await rows.Skip(place.Skipped).Take(place.Size).ToListAsync(ct), place);
    }
}
