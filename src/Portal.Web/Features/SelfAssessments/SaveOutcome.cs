namespace Portal.Web.Features.SelfAssessments;

/// <summary>What became of a text that somebody sent to be saved.</summary>
/// <param name="Version">The version that is saved now: the writer's own, or that of whoever was first.</param>
/// <param name="SavedFirst">The text of whoever was first; null when this one was saved.</param>
public sealed record SaveOutcome<TText>(int Version, SavedFirst<TText>? SavedFirst = null)
{
    public bool Saved => SavedFirst is null;
}

/// <summary>The text that was saved while somebody else was still writing theirs.</summary>
public sealed record SavedFirst<TText>(TText Text, string By, DateTime At);
