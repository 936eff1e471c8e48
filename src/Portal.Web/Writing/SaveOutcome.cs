namespace Portal.Web.Writing;

/// <summary>What became of a text that somebody sent to be saved.</summary>
/// <param name="Version">The version that is saved now: the writer's own, or that of whoever was first.</param>
/// <param name="Text">What is saved now; where it was not saved, what to begin with: the writer's text with the fields that only the other changed.</param>
/// <param name="SavedFirst">The text of whoever was first; null when this one was saved.</param>
/// <param name="JoinedWith">Who had saved other fields meanwhile, whose words now stand beside the writer's; null where nobody had.</param>
public sealed record SaveOutcome<TText>(int Version, TText Text, SavedFirst<TText>? SavedFirst = null, string? JoinedWith = null)
{
    public bool Saved => SavedFirst is null;
}

/// <summary>The text that was saved while somebody else was still writing theirs.</summary>
public sealed record SavedFirst<TText>(TText Text, string By, DateTime At);
