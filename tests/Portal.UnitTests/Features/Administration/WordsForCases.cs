using Portal.Web.Features.Administration;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Words;

namespace Portal.UnitTests.Features.Administration;

public sealed class WordsForCases
{
    [Fact]
    public void Every_state_of_a_case_has_words_of_its_own() =>
        CaseWords.States.Select(CaseWords.Of).ShouldBe(["Being carried out", "Waiting", "Finished", "Ended early", "Stopped by a fault"], ignoreOrder: true);

    [Fact]
    public void Every_state_of_a_mail_has_words_of_its_own() =>
        Enum.GetValues<EmailState>().Select(s => s.Words()).Distinct().Count().ShouldBe(Enum.GetValues<EmailState>().Length);

    [Fact]
    public void Every_kind_reason_and_choice_of_mail_has_words_of_its_own()
    {
        Enum.GetValues<MailKind>().SelectMany(k => new[] { k.Words(), k.Because() }).ShouldBeUnique();
        Enum.GetValues<SuppressionReason>().Select(r => r.Words(toReader: true)).ShouldBeUnique();
        Enum.GetValues<SuppressionReason>().Select(r => r.Words(toReader: false)).ShouldBeUnique();
        Enum.GetValues<MailChoice>().Select(c => c.Words()).ShouldBeUnique();
    }

    [Fact]
    public void Every_state_of_background_work_has_words_of_its_own() =>
        Enum.GetValues<JobState>().Select(s => s.Words()).Distinct().Count().ShouldBe(Enum.GetValues<JobState>().Length);

    [Fact]
    public void What_went_wrong_is_red() =>
        new[] { EmailState.Refused.Colour(), EmailState.Bounced.Colour(), JobState.Failed.Colour(), CaseWords.Colour("Faulted") }.ShouldAllBe(c => c == "red");
}
