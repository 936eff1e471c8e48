using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;

namespace Portal.Web.Mail;

/// <summary>What a mail is about.</summary>
/// <param name="BodyId">The board or authority on whose side it is written: those who run it see that it was sent. Null where it is written to others, such as the team of a review.</param>
/// <param name="Thread">Mails that say the same here stand together in a mailbox; the id of what they are about.</param>
public sealed record MailAbout(Id<Body>? BodyId, string? Thread)
{
    public static MailAbout Of<T>(Id<Body> body, Id<T> item) where T : class => new(body, item.ToString());

    /// <summary>About what a process is about.</summary>
    public static MailAbout Of(IProcessSubject subject) => subject switch
    {
        SelfAssessment assessment => Of(assessment.BodyId, assessment.Id),
        Matter matter => Of(matter.BodyId, matter.Id),
        _ => new(subject.BodyId, null),
    };

    /// <summary>About an item of a body, to people who are not of that body.</summary>
    public static MailAbout ToOthers<T>(Id<T> item) where T : class => new(null, item.ToString());
}
