namespace Portal.Domain.Frameworks;

/// <summary>What happened to a criterion between two versions of a framework.</summary>
/// <param name="Before">The criteria of the earlier version behind it; none where it is new.</param>
/// <param name="After">The criterion of the later version; null where it is gone.</param>
/// <param name="Kinds">In which ways it changed; empty where it is the same.</param>
/// <param name="Note">Why, where the later version says so.</param>
public sealed record CriterionChange(IReadOnlyList<Criterion> Before, Criterion? After, IReadOnlyList<ChangeKind> Kinds, string? Note)
{
    /// <summary>Every criterion of the later version in its order, then those that are gone.</summary>
    public static IReadOnlyList<CriterionChange> Between(Framework earlier, Framework later, Descent descent) =>
    [
        .. later.Criteria.Select(after => Of(after, earlier, later, descent)),
        .. earlier.Criteria.Where(c => descent.OfCriterion(c.Id).Count == 0).Select(gone => new CriterionChange([gone], null, [ChangeKind.Gone], descent.NoteOn(gone.Id))),
    ];

    /// <summary>What happened to one criterion of the later version.</summary>
    public static CriterionChange Of(Criterion after, Framework earlier, Framework later, Descent descent)
    {
        var before = descent.CriteriaBehind(after.Id).Select(earlier.Criterion).ToList();
        return new CriterionChange(before, after, [.. Kinds()], before.Select(b => descent.NoteOn(b.Id)).OfType<string>().FirstOrDefault());

        IEnumerable<ChangeKind> Kinds()
        {
            if (before.Count == 0)
            {
                yield return ChangeKind.New;
                yield break;
            }

            if (before.Count > 1)
            {
                yield return ChangeKind.Merged;
            }

            if (before.Exists(b => descent.OfCriterion(b.Id).Count > 1))
            {
                yield return ChangeKind.Split;
            }

            if (before is [var only] && (only.Id != after.Id || earlier.JudgementOf(only.Id).Code != later.JudgementOf(after.Id).Code))
            {
                yield return ChangeKind.Moved;
            }

            if (!before.Exists(b => b.Title == after.Title && b.Text == after.Text))
            {
                yield return ChangeKind.Reworded;
            }
        }
    }
}

/// <summary>A way in which a criterion changed from one version to the next.</summary>
public enum ChangeKind
{
    New,
    Gone,
    Reworded,

    /// <summary>It has another id, or belongs to another judgement.</summary>
    Moved,
    Split,
    Merged,
}
