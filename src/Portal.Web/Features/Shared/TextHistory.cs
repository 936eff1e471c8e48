using Portal.Web.Words;

namespace Portal.Web.Features.Shared;

/// <summary>One text that was saved or kept aside.</summary>
public sealed record KeptText(Guid Id, string By, DateTime At, bool KeptAside, string Content);

/// <summary>One text and what it changed.</summary>
public sealed record KeptChange(KeptText Revision, IReadOnlyList<FieldChange> Changes);

/// <summary>One field, from what to what.</summary>
/// <param name="MayPutBack">Whether the present person may put it back; not where it stands so now.</param>
public sealed record FieldChange(string Field, string Question, WordDifference Difference, bool MayPutBack);

/// <summary>Sets the texts of one place beside one another: who changed which field from what to what.</summary>
public static class TextHistory
{
    /// <param name="rows">Some of the texts, the newest first.</param>
    /// <param name="before">What was saved before the oldest of them; null where nothing was.</param>
    /// <param name="present">What is saved now.</param>
    /// <param name="read">Reads a text question by question; null for what stands there before anybody wrote.</param>
    /// <param name="mayWrite">Whether the present person may put a field back.</param>
    public static IReadOnlyList<KeptChange> Of(IReadOnlyList<KeptText> rows, string? before, string? present, Func<string?, IReadOnlyList<SaidText>> read, bool mayWrite)
    {
        var now = read(present).ToDictionary(s => s.Field, s => s.Text, StringComparer.Ordinal);
        var entries = new List<KeptChange>();
        foreach (var row in rows.Reverse())
        {
            var changes = read(before).Zip(read(row.Content)).Where(s => s.First.Text != s.Second.Text)
                .Select(s => new FieldChange(s.Second.Field, s.Second.Question, WordDifference.Between(s.First.Text, s.Second.Text), mayWrite && s.Second.Text != now[s.Second.Field])).ToList();
            entries.Insert(0, new KeptChange(row, changes));
            before = row.KeptAside ? before : row.Content;
        }

        return entries;
    }
}
