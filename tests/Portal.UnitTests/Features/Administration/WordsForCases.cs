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
    public void Every_state_of_background_work_has_words_of_its_own() =>
        Enum.GetValues<JobState>().Select(s => s.Words()).Distinct().Count().ShouldBe(Enum.GetValues<JobState>().Length);

    [Fact]
    public void What_went_wrong_is_red() =>
        new[] { EmailState.Refused.Colour(), JobState.Failed.Colour(), CaseWords.Colour("Faulted") }.ShouldAllBe(c => c == "red");
}
