using Portal.Web.Features.Shared;

namespace Portal.UnitTests.Features.Shared;

public sealed class PlacesInAList
{
    [Fact]
    public void A_list_begins_with_25_rows_of_its_first_page()
    {
        var place = PlaceInList.Asked(60, null, null);

        (place.Number, place.Size, place.Pages, place.First, place.Last).ShouldBe((1, 25, 3, 1, 25));
    }

    [Fact]
    public void The_last_page_ends_with_the_last_row()
    {
        var place = PlaceInList.Asked(60, "3", "25");

        (place.First, place.Last).ShouldBe((51, 60));
    }

    [Theory]
    [InlineData("50", 50)]
    [InlineData("100", 100)]
    [InlineData("1000000", 25)]
    [InlineData("0", 25)]
    [InlineData("many", 25)]
    public void Only_25_50_or_100_rows_are_shown(string asked, int shown) => PlaceInList.Asked(500, null, asked).Size.ShouldBe(shown);

    [Theory]
    [InlineData("0", 1)]
    [InlineData("-7", 1)]
    [InlineData("99", 3)]
    [InlineData("2147483648", 1)]
    [InlineData("last", 1)]
    public void A_page_that_is_not_there_leads_to_one_that_is(string asked, int shown) => PlaceInList.Asked(60, asked, null).Number.ShouldBe(shown);

    [Fact]
    public void An_empty_list_has_one_page_without_rows()
    {
        var place = PlaceInList.Asked(0, "5", null);

        (place.Number, place.Pages, place.First, place.Last).ShouldBe((1, 1, 0, 0));
    }

    [Fact]
    public void A_list_that_just_fills_its_pages_has_no_empty_page_after_them() => PlaceInList.Asked(50, null, null).Pages.ShouldBe(2);
}
