namespace Portal.WebTests;

/// <content>What people wrote in it; each text ends in what must stay text.</content>
public sealed partial record Everything
{
    public const string ReturnReason = "LSCB-07 does not say what changed." + Anything;
    public const string WithdrawnReason = "It was the draft of another paper." + Anything;
    public const string MatterWords = "The minutes of the strategy meetings of June." + Anything;
    public const string MatterAnswer = "They are in the folder on neglect." + Anything;
    public const string MatterSentBack = "Those of the second week are missing." + Anything;
    public const string WantedChange = "Say which audits these were." + Anything;
    public const string PartnersComment = "Our own audit of June says otherwise." + Anything;
    public const string ManagersComment = "The grade is kind to us." + Anything;
    public const string EditedComment = "The grade is too kind to us." + Anything;
    public const string PositionTitle = "Before the board of Friday" + Anything;
    public const string CaveatMade = "Our figures for June differ." + Anything;
    public const string CaveatAnswered = "Both are given in the annex." + Anything;
    public const string ReturnedWords = "Two stations have no named lead." + Anything;
    public const string ModerationReason = "The list of leads is of last year." + Anything;
    public const string AnnexASaid = "The last report of the panel was read in November." + Anything;
    public const string LateStatement = "The audit of March confirms what the first two found." + Anything;
    public const string LateReason = "The audit was finished a week after submission." + Anything;
    public const string HoldReason = "The inquest of June needs it." + Anything;
    public const string DisposalReason = "Nobody has asked for these notes in years." + Anything;
    public const string DisposalApproved = "I have looked through these notes." + Anything;
    public const string LinkPurpose = "To read it before the meeting of Tuesday." + Anything;
    public const string SlideTitle = "What we are proud of" + Anything;
    public const string SlidePoint = "Children chair the panel twice a year." + Anything;
    public const string SpeakerNotes = "Tell the story of the panel first." + Anything;
    public const string PresentAtOpening = "The chair, the police and four inspectors." + Anything;
    public const string KeptAside = "Referrals are read together on Fridays." + Anything;

    /// <summary>Stands behind whatever people write at Northshire: markup and quotation marks that must stay text, Welsh, Arabic from right to left, and one sign of several characters.</summary>
    private const string Anything = " <img src=x onerror=alert('x')> & \"Ŵyl y plant\", طفل بأمان, 👩🏽‍👧";

    /// <summary>What was written and is shown on some page in one piece.</summary>
    public static readonly IReadOnlyList<string> Written =
    [
        ReturnReason, WithdrawnReason, MatterWords, MatterAnswer, MatterSentBack, WantedChange, PartnersComment, EditedComment, PositionTitle, CaveatMade, CaveatAnswered,
        ReturnedWords, ModerationReason, AnnexASaid, LateStatement, LateReason, LinkPurpose, SlideTitle, SlidePoint, SpeakerNotes, PresentAtOpening,
    ];
}
