using Portal.Domain.Retention;
using Portal.Web.Time;

namespace Portal.Web.Retention;

/// <summary>What people read about keeping and disposing.</summary>
public static class RetentionInWords
{
    public static string Words(this RetainedKind kind) => kind switch
    {
        RetainedKind.Data => "Data",
        RetainedKind.Audit => "Audits",
        RetainedKind.VoiceOfChildrenAndFamilies => "Voice of children and families",
        RetainedKind.Partner => "Partners’ accounts",
        RetainedKind.Document => "Documents",
        RetainedKind.SignedSelfAssessment => "What a signed self-assessment rests on",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Words(this CountedFrom because) => because switch
    {
        CountedFrom.Added => "its present file was added",
        CountedFrom.Submitted => "the last self-assessment that rests on it was submitted",
        CountedFrom.AddedLate => "it was added beside a self-assessment that had been submitted",
        CountedFrom.MatterEnded => "the return of an agency that rests on it was over",
        _ => throw new ArgumentOutOfRangeException(nameof(because), because, null),
    };

    public static string Words(this DisposalState state) => state switch
    {
        DisposalState.Proposed => "Waits for a second person",
        DisposalState.Approved => "Approved",
        DisposalState.Refused => "Refused",
        DisposalState.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Colour(this DisposalState state) => state switch
    {
        DisposalState.Proposed => "yellow",
        DisposalState.Approved => "green",
        _ => "grey",
    };

    /// <summary>As a sentence.</summary>
    public static string Words(this Obstacle obstacle) => obstacle.Kind switch
    {
        ObstacleKind.NotDue => $"Kept until {obstacle.Day!.Value.Words()} by the schedule.",
        ObstacleKind.ItemHeld => $"Under legal hold since {obstacle.Day!.Value.Words()}: {obstacle.What}",
        ObstacleKind.BodyHeld => $"All evidence is under legal hold since {obstacle.Day!.Value.Words()}: {obstacle.What}",
        ObstacleKind.InRunningAssessment => $"{obstacle.What} rests on it and is not closed.",
        ObstacleKind.InSignedAssessment => $"{obstacle.What} was signed with it, and is kept until {obstacle.Day!.Value.Words()}.",
        ObstacleKind.WaitsForPack => $"The pack of the {Lowered(obstacle.What)} is still to be made.",
        ObstacleKind.InOpenMatter => $"{obstacle.What} that is not over rests on it.",
        ObstacleKind.Proposed => "Proposed for disposal already.",
        ObstacleKind.NewVersion => "Its file has changed since it was proposed.",
        ObstacleKind.NewPeriod => "How long it is kept has changed since it was proposed, with its kind or with the schedule.",
        ObstacleKind.Disposed => "Disposed of already.",
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle.Kind, null),
    };

    public static string Years(int years) => years == 1 ? "1 year" : $"{years} years";

    /// <summary>What became of the content of a disposed file.</summary>
    public static string Fate(this DisposedFile file) => file switch
    {
        { GoneAt: { } gone } => $"Left the store on {gone.Words()}",
        { SharedAt: not null } => "Kept in the store: the same content is also held by something that was not disposed of",
        _ => "Leaving the store",
    };

    private static string? Lowered(string? words) => words is { Length: > 0 } ? char.ToLowerInvariant(words[0]) + words[1..] : words;
}
