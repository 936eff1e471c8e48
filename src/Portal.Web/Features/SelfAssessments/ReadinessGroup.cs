namespace Portal.Web.Features.SelfAssessments;

/// <summary>All that one check found.</summary>
public sealed record ReadinessGroup(ReadinessCheck Check, IReadOnlyList<ReadinessFinding> Findings)
{
    /// <summary>More than this are folded away by judgement.</summary>
    private const int MostAtOnce = 12;

    /// <summary>What is shown together: everything under no heading, or what is about each judgement under its title.</summary>
    public IReadOnlyList<(string? Area, IReadOnlyList<ReadinessFinding> Findings)> Parts => Findings.Count <= MostAtOnce
        ? [(null, Findings)]
        : [.. Findings.GroupBy(f => f.Area ?? "All").Select(g => ((string?)g.Key, (IReadOnlyList<ReadinessFinding>)[.. g]))];
}

/// <summary>What people read for a check.</summary>
public static class ReadinessWords
{
    public static string Words(this ReadinessCheck check) => check switch
    {
        ReadinessCheck.MissingJudgement => "Judgements that are missing",
        ReadinessCheck.UnconfirmedText => "Texts carried from the last self-assessment",
        ReadinessCheck.NotScanned => "Evidence that nobody can open yet",
        ReadinessCheck.Disposed => "Evidence that was disposed of",
        ReadinessCheck.ChangedFramework => "Texts under which the framework changed",
        ReadinessCheck.NotAgreed => "Areas that are not agreed",
        ReadinessCheck.Unanswered => "Criteria not answered in full",
        ReadinessCheck.AnnexA => "Annex A questions that are not answered",
        ReadinessCheck.WithoutEvidence => "Claims without evidence",
        ReadinessCheck.WithoutVoice => "Areas without the voice of children and families",
        ReadinessCheck.OldEvidence => "Evidence that is old",
        ReadinessCheck.EarlierVersion => "Links made to an earlier version of a file",
        ReadinessCheck.UnusedEvidence => "Evidence that nobody used",
        ReadinessCheck.Wording => "Words that claim more than they show",
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, null),
    };

    /// <summary>Why it is worth a look.</summary>
    public static string Why(this ReadinessCheck check) => check switch
    {
        ReadinessCheck.MissingJudgement => "Chair and director sign the judgements: each needs a grade with reasons.",
        ReadinessCheck.UnconfirmedText => "Each was written for another year: confirm that it still holds, or change it.",
        ReadinessCheck.NotScanned => "A file is in quarantine until the virus scanner has found nothing in it.",
        ReadinessCheck.Disposed => "Nobody can read it any more, so nobody can sign for it again.",
        ReadinessCheck.ChangedFramework => "Look whether what is written still answers what is asked.",
        ReadinessCheck.NotAgreed => "The board’s members should recognise the text that is signed.",
        ReadinessCheck.Unanswered => "A gap that is named is more credible than one that is found.",
        ReadinessCheck.AnnexA => "Inspectors ask for it beside the lists: say what there is, or why there is none.",
        ReadinessCheck.WithoutEvidence => "A review team will ask how it is known.",
        ReadinessCheck.WithoutVoice => "How children are heard got too little attention in the first inspections.",
        ReadinessCheck.OldEvidence => "It may no longer be so.",
        ReadinessCheck.EarlierVersion => "The page or passage may be another now: look, and say that the link holds.",
        ReadinessCheck.UnusedEvidence => "Link it to what it shows, or leave it out of the pack.",
        ReadinessCheck.Wording => "Show how it is known, or say it more carefully.",
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, null),
    };
}
