using Portal.Domain.People;

namespace Portal.UnitTests.People;

public sealed class HandingOverAPost
{
    [Fact]
    public void The_new_holder_begins_when_the_former_one_ends_and_both_stay_on_record()
    {
        var post = Post.In(Make.Board(), PostRole.Chair, "Independent chair");
        post.Appoint(Make.Chair, Make.Now);
        post.Appoint(Make.Director, Make.Now.AddDays(30));

        post.Holdings.Select(h => (h.PersonId, h.From, h.Until)).ShouldBe(
        [
            (Make.Chair.Id, Make.Now, (DateTime?)Make.Now.AddDays(30)),
            (Make.Director.Id, Make.Now.AddDays(30), null),
        ]);
    }

    [Fact]
    public void A_board_can_serve_two_authorities_but_each_only_once()
    {
        var board = Make.Board("City and Hackney");
        var city = Body.Found("E09000001", "City of London", BodyKind.LocalAuthority);
        var hackney = Body.Found("E09000012", "Hackney", BodyKind.LocalAuthority);

        board.Serve(city);
        board.Serve(hackney);
        board.Serve(city);

        board.Authorities.Select(a => a.AuthorityId).ShouldBe([city.Id, hackney.Id]);
    }

    [Fact]
    public void Only_a_board_serves_an_authority() =>
        Make.CodeOf(() => Body.Found("a", "A", BodyKind.LocalAuthority).Serve(Make.Board())).ShouldBe("body.not-a-board");
}
