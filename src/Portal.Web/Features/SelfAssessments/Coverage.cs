using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What evidence there is behind one judgement or one criterion, by kind and by age.</summary>
/// <param name="Id">The judgement's code or the criterion's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="ByKind">Each kind, in the order of the columns.</param>
/// <param name="ByAge">Each age, in the order of the columns.</param>
/// <param name="UploadTo">The criterion to which evidence that is missing would be added first.</param>
public sealed record CoverageRow(
    string Id, string Title, IReadOnlyList<CoverageCell<EvidenceKind>> ByKind, IReadOnlyList<CoverageCell<EvidenceAge>> ByAge, string UploadTo);

/// <summary>Items of one sort behind a judgement or criterion.</summary>
/// <param name="Of">The sort.</param>
/// <param name="Items">How many different items.</param>
/// <param name="Newest">The latest day one of them describes; null when there is none.</param>
/// <param name="OnlyOld">True when all of them are old.</param>
public sealed record CoverageCell<T>(T Of, int Items, DateOnly? Newest, bool OnlyOld)
{
    /// <summary>How the cell is shaded: nothing, only what is old, or something.</summary>
    public string Shade => Items == 0 ? "none" : OnlyOld ? "old" : "some";
}

/// <summary>Counts what evidence there is. It counts items, not their worth.</summary>
public static class Coverage
{
    public static CoverageRow Of(string id, string title, IReadOnlyList<Criterion> criteria, IReadOnlyList<LinkedItem> linked, DateOnly periodFrom)
    {
        var wanted = criteria.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var mine = linked.Where(l => wanted.Contains(l.CriterionId)).ToList();
        var bare = criteria.FirstOrDefault(c => mine.TrueForAll(l => l.CriterionId != c.Id)) ?? criteria[0];
        return new CoverageRow(
            id,
            title,
            [.. Enum.GetValues<EvidenceKind>().Select(kind => Cell(kind, mine.Where(l => l.Kind == kind), periodFrom))],
            [.. Enum.GetValues<EvidenceAge>().Select(age => Cell(age, mine.Where(l => EvidenceAges.Of(l.Describes, periodFrom) == age), periodFrom))],
            bare.Id);
    }

    private static CoverageCell<T> Cell<T>(T of, IEnumerable<LinkedItem> linked, DateOnly periodFrom)
    {
        var items = linked.DistinctBy(l => l.ItemId).ToList();
        return new CoverageCell<T>(
            of, items.Count, items.Count == 0 ? null : items.Max(i => i.Describes), items.TrueForAll(i => EvidenceAges.Of(i.Describes, periodFrom) == EvidenceAge.Old));
    }
}
