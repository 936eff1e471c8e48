namespace Portal.Web.Seeding;

/// <summary>One thing wrong with a seed file.</summary>
/// <param name="Place">A JSON path such as <c>$.judgements[1].criteria[3].id</c>, or "line 12, column region" of a table.</param>
/// <param name="Reason">What is wrong, in words that help to mend it.</param>
public sealed record SeedFault(string Place, string Reason)
{
    public override string ToString() => $"{Place}: {Reason}";
}
