using Portal.Domain.People;

namespace Portal.Web.Seeding;

/// <summary>A top-tier local authority of 2013 with the safeguarding board that covered it. A board may be shared.</summary>
/// <param name="Name">Such as "Slough".</param>
/// <param name="Kind">One of <see cref="AuthoritiesFile.Kinds"/>.</param>
/// <param name="Region">One of <see cref="AuthoritiesFile.Regions"/>: Ofsted's, or a nation it does not report on.</param>
/// <param name="Code">The code of the Office for National Statistics: a letter for the nation and eight digits.</param>
/// <param name="Board">Name of its Local Safeguarding Children Board.</param>
/// <param name="BoardCode">Our own stable name for the board, such as "lscb-slough".</param>
public sealed record SeedAuthority(string Name, string Kind, string Region, string Code, string Board, string BoardCode)
{
    /// <summary>As the first letter of <see cref="Code"/> says.</summary>
    public Nation Nation => Code[0] switch { 'W' => Nation.Wales, 'S' => Nation.Scotland, 'N' => Nation.NorthernIreland, _ => Nation.England };
}
