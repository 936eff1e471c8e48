using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What stands at the head of each printed page.</summary>
/// <param name="Marking">As chosen for the self-assessment.</param>
/// <param name="BodyName">Whose it is.</param>
/// <param name="Text">Which text it is, with its date: a frozen version by its number, or the working text of a day.</param>
public sealed record PrintHead(string Marking, string BodyName, string Text)
{
    /// <summary>All of it in one line.</summary>
    public string Line => $"{Marking}   {BodyName}   {Text}";

    /// <summary>The text as it stands today, which nobody has signed.</summary>
    public static PrintHead OfWorkingText(ShownAssessment shown, DateOnly today) => Of(shown, $"working text of {today.Words()}");

    /// <summary>The questions with room to write.</summary>
    public static PrintHead OfBlankForm(ShownAssessment shown, DateOnly today) => Of(shown, $"blank form, {today.Words()}");

    /// <summary>A version as it was put up for signature.</summary>
    public static PrintHead OfVersion(ShownAssessment shown, int number, DateTime frozenAt) => Of(shown, $"version {number}, frozen {frozenAt.Words()}");

    private static PrintHead Of(ShownAssessment shown, string text) => new(shown.Assessment.Marking.Words(), shown.BodyName, text);
}
