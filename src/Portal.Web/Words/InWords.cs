using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.Language;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Words;

/// <summary>What people read for the codes of the domain; one place, so that a thing has one name.</summary>
public static class InWords
{
    public static string Words(this PostRole role) => role switch
    {
        PostRole.Chair => "Chair",
        PostRole.BoardManager => "Board manager",
        PostRole.DirectorOfChildrensServices => "Director of children’s services",
        PostRole.ChiefExecutive => "Chief executive",
        PostRole.Contributor => "Contributor",
        PostRole.DataOfficer => "Data officer",
        PostRole.LeadInspector => "Lead inspector",
        PostRole.Inspector => "Inspector",
        PostRole.QualityAssuranceLead => "Quality assurance lead",
        PostRole.ReviewAdministrator => "Review administrator",
        PostRole.FrameworkAuthor => "Framework author",
        PostRole.Administrator => "Administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static string Words(this EvidenceKind kind) => kind switch
    {
        EvidenceKind.Data => "Data",
        EvidenceKind.Audit => "Audit",
        EvidenceKind.VoiceOfChildrenAndFamilies => "Voice of children and families",
        EvidenceKind.Partner => "Partner’s account",
        EvidenceKind.Document => "Document",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Words(this FileSafety safety) => safety switch
    {
        FileSafety.Waiting => "Waiting to be scanned",
        FileSafety.Clean => "Scanned, nothing found",
        FileSafety.Infected => "Infected",
        FileSafety.Unscannable => "Could not be scanned",
        FileSafety.NotScanned => "Not scanned",
        _ => throw new ArgumentOutOfRangeException(nameof(safety), safety, null),
    };

    /// <summary>The colour of the tag that names it.</summary>
    public static string Colour(this FileSafety safety) => safety switch
    {
        FileSafety.Clean => "green",
        FileSafety.Infected => "red",
        FileSafety.Unscannable => "orange",
        FileSafety.Waiting => "blue",
        _ => "grey",
    };

    public static string Words(this ClaimStrength strength) => strength switch
    {
        ClaimStrength.Asserted => "Asserted",
        ClaimStrength.Correlated => "Correlated",
        ClaimStrength.ContributionShown => "Contribution shown",
        _ => throw new ArgumentOutOfRangeException(nameof(strength), strength, null),
    };

    /// <summary>What it means, for whoever chooses.</summary>
    public static string Meaning(this ClaimStrength strength) => strength switch
    {
        ClaimStrength.Asserted => "We believe it; we have not tested it",
        ClaimStrength.Correlated => "The change came with our work; other things may explain it",
        ClaimStrength.ContributionShown => "We can show how our work helped to bring the change about, beside other causes",
        _ => throw new ArgumentOutOfRangeException(nameof(strength), strength, null),
    };

    public static string Words(this LanguageRuleKind kind) => kind switch
    {
        LanguageRuleKind.FalseCertainty => "More certain than anybody can be",
        LanguageRuleKind.SimpleCausation => "One cause for what may have many",
        LanguageRuleKind.ProcessWithoutPractice => "Process without practice",
        LanguageRuleKind.VolumeInsteadOfQuality => "Volume instead of quality",
        LanguageRuleKind.VagueAction => "An action that is not clear",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The question as people are asked it.</summary>
    public static string Words(this WrittenField field, AnswerQuestions asked) => field switch
    {
        WrittenField.Know => asked.Know,
        WrittenField.HowKnown => asked.HowKnown,
        WrittenField.Difference => asked.Difference,
        WrittenField.Next => asked.Next,
        WrittenField.Reasons => "Why this grade?",
        WrittenField.KeptFromHigher => "What kept it from the grade above?",
        WrittenField.KeptFromLower => "What kept it from the grade below?",
        WrittenField.ChildrensVoice => "Whose voice stands behind it?",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <summary>As it is printed.</summary>
    public static string Words(this SecurityMarking marking) => marking switch
    {
        SecurityMarking.Official => "OFFICIAL",
        SecurityMarking.OfficialSensitive => "OFFICIAL-SENSITIVE",
        _ => throw new ArgumentOutOfRangeException(nameof(marking), marking, null),
    };

    public static string Words(this SelfAssessmentStatus status) => status switch
    {
        SelfAssessmentStatus.InProgress => "In progress",
        SelfAssessmentStatus.AwaitingSignatures => "Awaiting signatures",
        SelfAssessmentStatus.Submitted => "Submitted",
        SelfAssessmentStatus.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Words(this CaveatKind kind) => kind switch
    {
        CaveatKind.Caveat => "Caveat",
        CaveatKind.Dissent => "Dissent",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Words(this MatterState state) => state switch
    {
        MatterState.Open => "Going on",
        MatterState.Ended => "Over",
        MatterState.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Colour(this MatterState state) => state switch
    {
        MatterState.Open => "blue",
        MatterState.Ended => "green",
        _ => "grey",
    };

    public static string Words(this ChangeKind kind) => kind switch
    {
        ChangeKind.New => "New",
        ChangeKind.Gone => "Gone",
        ChangeKind.Reworded => "Wording changed",
        ChangeKind.Moved => "Moved",
        ChangeKind.Split => "Split",
        ChangeKind.Merged => "Merged",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Words(this PackState state) => state switch
    {
        PackState.Queued => "Waiting to start",
        PackState.Assembling => "Being assembled",
        PackState.Complete => "Complete",
        PackState.Failed => "Failed, will be tried again",
        PackState.Stopped => "Stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Words(this PackStage stage) => stage switch
    {
        PackStage.Pages => "Making pages of the evidence",
        PackStage.Binding => "Binding the pages",
        PackStage.Writing => "Writing the pack",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };
}
