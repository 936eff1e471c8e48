using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>The submission date is a day to work towards; nothing closes with it.</summary>
public sealed class PassingTheSubmissionDate(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task After_it_everything_can_be_read_an_answer_saved_and_the_date_moved_and_more_time_asked_for_what_is_late()
    {
        var scene = await Given.Assigned();
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 5, 20, 9, 0, 0, TimeSpan.Zero));
        var police = await PortalFixture.SignInAsync(Portal.Host, Given.Police);
        var manager = await PortalFixture.SignInAsync(Portal.Host, Given.Manager);

        foreach (var page in new[] { "overview", "readiness", "coverage", "print" })
        {
            (await manager.Open($"/self-assessments/{page}/{scene.Id}")).Status.ShouldBe(HttpStatusCode.OK, page);
        }

        (await (await police.Open("/inbox")).Follow("Ask for more time for Answer LSCB-02: Front-line practice is watched")).Heading.ShouldBe("Ask for more time");
        var saved = await (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Submit("Save and finish my task", ("What do we know?", "Late, but here."));
        saved.Path.ShouldBe("/inbox");
        (await Portal.ReadAsync(db => db.Answers.Where(a => a.SelfAssessmentId == scene.Id).Select(a => a.Text.Know).SingleAsync())).ShouldBe("Late, but here.");
        (await manager.Open($"/self-assessments/move/{scene.Id}")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
