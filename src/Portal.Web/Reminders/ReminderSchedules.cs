using Portal.Domain.Reminders;

namespace Portal.Web.Reminders;

/// <summary>The schedules that hold where a body has not set its own, which tasks they are for, and within what a body may set them.</summary>
/// <param name="Rules">For everybody.</param>
/// <param name="Limits">For a body's own.</param>
/// <param name="KindFor">The id of the kind by what a task belongs to: <c>signature</c>, <c>self-assessment</c>, <c>matter</c>, or <c>matter/</c> with the kind of matter.</param>
public sealed record ReminderSchedules(ReminderRules Rules, ReminderLimits Limits, IReadOnlyDictionary<string, string> KindFor)
{
    public const string SelfAssessmentWord = "self-assessment";

    public const string SignatureWord = "signature";

    public const string MatterWord = "matter";

    /// <summary>The id of the kind of a task.</summary>
    /// <param name="subjectUrl">Where it is done.</param>
    /// <param name="matterKind">The kind of the matter it belongs to; null for a task of a self-assessment.</param>
    public string KindOf(string subjectUrl, string? matterKind) => matterKind is null
        ? KindFor[subjectUrl.StartsWith("/sign-off/", StringComparison.Ordinal) ? SignatureWord : SelfAssessmentWord]
        : KindFor.GetValueOrDefault($"{MatterWord}/{matterKind}") ?? KindFor[MatterWord];
}
