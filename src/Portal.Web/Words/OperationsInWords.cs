using Portal.Web.Jobs;
using Portal.Web.Mail;

namespace Portal.Web.Words;

/// <summary>What people read for the states of mails and background work, and the colour that goes with them.</summary>
public static class OperationsInWords
{
    public static string Words(this EmailState state) => state switch
    {
        EmailState.Queued => "Waiting to be sent",
        EmailState.Sending => "Being sent",
        EmailState.Sent => "Sent",
        EmailState.Refused => "Refused",
        EmailState.Bounced => "Came back",
        EmailState.Suppressed => "Not mailed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Colour(this EmailState state) => state switch
    {
        EmailState.Sent => "green",
        EmailState.Refused or EmailState.Bounced => "red",
        EmailState.Suppressed => "grey",
        _ => "blue",
    };

    public static string Words(this JobState state) => state switch
    {
        JobState.Waiting => "Waiting",
        JobState.Running => "Running",
        JobState.Done => "Done",
        JobState.Failed => "Failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Colour(this JobState state) => state switch
    {
        JobState.Done => "green",
        JobState.Failed => "red",
        JobState.Running => "blue",
        _ => "grey",
    };
}
