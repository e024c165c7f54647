/** Words, names and runs of keys that passwords are made of most, in lower case and without endings. */
const ofEverywhere = `
  abc abcd abcde abcdef abcdefg abcdefgh access account action adidas admin administrator adobe adrian adventure
  agent air airborne airplane alabama alaska albert alex alexander alexandra alexis alfred alice alien alison
  allison alpha always alyssa amanda amazing amazon amber america american amigo amigos amor amorcito amy anderson
  andrea andreas andrew android andy angel angela angelica angelina angelo angels animal anita anna anne annie
  anthony antonio apache apollo apple apples april aquarius archer archie aries arizona army arnold arsenal arthur
  artist asdf asdfg asdfgh asdfghj asdfghjkl ashley ashton asshole athena atlanta atlantis august austin australia
  autumn avatar awesome baby babyboy babydoll babygirl babygurl babylon backup badboy badgirl bailey ball balls
  bambam banana bananas bandit bank barbara barbie barcelona barney baseball basket basketball bastard batman
  beach bean bear bears beast beatles beatrice beautiful beauty beaver beckham beer bella benjamin bentley berlin
  bernard beyonce bigboss bigboy bigdaddy bigdog biggie bike bill billy bingo bird birthday bitch bitches black
  blackberry blackcat blackie blackjack blade blaster blaze blessed blessing blink blonde blondie blood blossom
  blowme blue blueberry bluebird blueeyes bluesky bobby bonnie booboo boogie book boomer boss boston boxer
  boyfriend bradley brandi brandon brandy brasil brazil brenda brian bridge britney broken broncos brother brown
  brownie bruce bruno bubba bubble bubbles buddha buddy buffalo buffy bull bulldog bullet bullshit bunny business
  buster butter buttercup butterfly butthead button cactus caesar california calvin cameron camilla camille canada
  candy candyman canon cantona captain caramel cardinal carlos carmen carol carolina caroline carolyn carrie
  carter casey casper cassie castle catherine cats celtic celtics center champion chance chanel change changeit
  changeme charles charlie charlotte cheese cheeseburger cheesecake chelsea cherry chester chevrolet chevy chicago
  chichi chicken chicks chico china chloe chocolate chopper chris christ christian christina christine christmas
  christopher chrome chronic chuck church cinderella cindy cinnamon claire clara classic claudia clifford clover
  cobra cocacola coconut coffee college colorado comedy comfort company compaq computer connect connor control
  cookie cookies cool cooldude cooper corona corvette country courage courtney cowboy cowboys coyote cracker crazy
  creative creator crystal cupcake curtis cutie cutiepie cyber daddy daisy dakota dallas damien dance dancer
  danger daniel daniela danielle danny darkness darling darren david dawn death debbie december default delta demo
  demon denise dennis denver derrick desire desktop destiny detroit devil dexter diablo diamond diana diane diego
  diesel digital dirty discover discovery disney doctor dodgers dogs dollar dolphin dolphins domain dominic donald
  donkey donna dontknow dope doraemon doris dortmund douglas draco dragon dragonball dragons dream dreamer dreams
  driver drummer ducati duke dustin dynasty eagle eagles earth eastside easy eclipse edison edward einstein
  electric elephant elizabeth ellie email emerald emily eminem emma emmanuel empire energy engineer england enigma
  enter enterprise eric erica escort eternal eternity eugene europe evelyn everton evil excalibur excellent
  explorer express extreme facebook faith falcon family fantasy fashion fatboy father fatima favorite favourite
  february felix fender fernando ferrari fidelity fighter finger fire fireball firebird fireman first fish fisher
  fishing flamingo flash florida flower flowers fluffy flyers flying football forest forever forget formula
  fortune france francis francisco frank frankie franklin freak freddie freddy freedom freeman freepass friday
  friend friends friendship froggy fuck fucker fuckme fuckoff fucku fuckyou future gabriel gabriela galaxy gamer
  games gandalf gangsta gangster garden garfield gary gateway gators gemini general genesis genius george georgia
  gerald germany gerrard ghost giants gibson gilbert ginger giovanni girl girls gizmo gladiator gloria god
  godfather godis godisgood godzilla gold golden goldfish golf golfer good goodboy goodgirl goodluck google gordon
  gorgeous grace grandma green greenday gregory guardian guest guitar gunner gunners gymnast hacker hahaha hailey
  hallo halloween hammer hamster hanna hannah happy happyday hard hardcore harley harmony harold harris harrison
  harry hawaii heart hearts heather heaven heavymetal hector helen hell hello hellohello hellokitty helloworld
  help helpme henry herbert hercules heritage hermione hesoyam hitman hobbit hockey holiday holland hollister
  holly hollywood home homer honda honey honeybee honeybunny horizon horse horses hotdog hotmail hotrod hottie
  house houston howard hummer hunter hunting icecream ichigo iforget iforgot ilovegod iloveher ilovehim ilovejesus
  iloveme ilovemom ilovemusic ilovemyfamily ilovemyself iloveu iloveyou iloveyousomuch imissyou immortal infinity
  inside internet inuyasha ireland isabel isabella isabelle israel italia italy iverson jack jackass jackie
  jackson jacob jaguar jamaica james jamie janet january japan jasmin jasmine jason jasper jayden jayjay jeff
  jeffrey jelly jennie jennifer jenny jeremiah jeremy jerry jersey jesse jessica jessie jester jesus jesuschrist
  jesuslovesme jewels jimmy joanna john johncena johnny johnson joker jonathan jordan jose joseph joshua journey
  joyce juice julia julian juliana julie juliet july june junior jupiter justice justin justinbieber juventus
  karate karen karina katherine kathleen kathryn katie katrina keith kelly kelsey kenneth kermit kevin keyboard
  killer killers killme kimberly king kingdom kingkong kings kingston kirsten kisses kitten kittens kitty kittycat
  knight knights kristen kristin kristina lacoste ladybug lakers lalala lampard laptop lasvegas laura lauren
  lavender lawrence leader leather legend legolas lemonade lennon leonard leonardo leopard leslie letmein letsgo
  liberty life light lightning lillian lincoln linda lindsay lindsey linkedin linkinpark lion lionking lions lisa
  little liverpool liverpoolfc lizard logan login logitech london loser lottery louise love loveable lovebug
  lovely loveme lover loverboy lovergirl lovers loveu loveyou loving lucas lucifer lucky luckydog lucy ludacris
  lumber lynn mac macbook macintosh madison madonna madrid maggie magic magnet maiden mailbox malcolm mama manager
  manchester manchesterunited mango manuel marcel march marcus margaret maria mariah marie marilyn marina marine
  marines marino mario marion marisol marissa marketing marlboro marlene marley marshall martha martin martinez
  mary maryjane master masters matrix matthew maurice maverick maximus maxwell mayday mazda medical megan megatron
  melanie melissa melody member memory mercedes mercury meredith merlin message messi metal metallica mexico miami
  michael michaela micheal michelle michigan mickey mickeymouse microsoft midnight miguel mike milano millie
  million minecraft minnesota minnie miracle miranda mistress mitchell mobile modem molly mommy monday money
  moneymaker monica monique monkey monkeys monster monsters montana moon moonlight morgan morning morris
  motdepasse mother motorola mountain mouse movies mozart muffin murphy music musica mustang mydear mylife mylove
  mypass mypassword myself myspace mystery nancy naruto natalia natalie natasha nathan nathaniel nature naughty
  navy nemesis network never neverland newlife newpass newpassword newport newyork nicholas nick nickname nicole
  nigeria nightmare nike nikita nintendo nirvana nissan noaccess nobody nokia nopass nopassword norman nothing
  november number october office oklahoma oldschool oliver olivia online open orange oranges orchid oregon orion
  oscar overlord oxford pacific packers paintball pakistan pamela pancake panda panther panthers panzer papa
  paradise paramedic paris parker pass passion passme passpass passport passw passwd passwor password passwords
  passwort patches patricia patrick patriots paul paulina payment peace peaches peanut peanuts pearl penguin
  penguins people pepper perfect personal peter phantom philip phillip phoenix phone photo photos piano picasso
  picture pierre pikachu pimp pink pinkfloyd pinky piper pippen pirate pirates pizza planet platinum playboy
  player playstation please pokemon police polina poohbear popcorn popeye porsche portugal postal power powers
  precious presario president preston pretty prettygirl prince princes princess private promise psycho public
  pumpkin puppies puppy purple pussy pussycat pyramid python qazwsx qazwsxedc queen queenie quest qwaszx qwe
  qweasd qweasdzxc qwer qwert qwerty qwertyu qwertyui qwertyuiop rabbit rachel racing radio raider raiders rainbow
  rainbows ralph ranger rangers rasta rastaman raven raymond realmadrid rebecca rebel redbull reddevil reddog
  redhead redrose redsox redwings reggae regina remember renegade reset response richard ricky rihanna river
  rivera robert roberto robin rock rocker rocket rocknroll rockstar rockstars rocky rodney roger ronaldinho
  ronaldo rooney roosevelt root rosebud rosemary roses rosie rowena royal runescape runner russell russia ruth
  ryan sabrina sailor sailormoon saints sakura sally samantha sammy samson samsung samuel sanchez sandra sandy
  santiago sarah sasha satan saturday saturn savannah school science scooby scoobydoo scooter scorpio scorpion
  scotland scott seattle sebastian secret secrets security september server service seven sexy sexygirl sexylady
  shadow shadows shannon sharon sheila shelby shelly sherlock sherry shirley shit shithead shopping shorty silver
  simon simone simple simpson simpsons single sister sisters skate skateboard skater skipper skittles skyline
  skywalker slayer slayers slipknot smart smile smiles smiley smith smokey smoking smooth smudge snake sniper
  snoopy snow snowball snowboard snowman snowwhite soccer socrates softball soldier something sonic sophia sophie
  soulmate southpark space spanky sparkle sparky spartan special speed speedy spencer spider spiderman spirit
  spongebob sports spring springs sprite squirrel stalker stanley star starcraft stargate starlight stars starstar
  start startrek starwars station steelers stella stephanie stephen steve steven stewart stone storm strawberry
  street student stupid success sucker sugar summer summertime sunday sunflower sunny sunrise sunset sunshine
  super superman supernova superstar support surfer survivor susan suzanne sweden sweet sweetgirl sweetheart
  sweetie sweetness sweetpea sweets swimming swordfish sydney sylvia symphony system tamara tanner target tatiana
  taurus taylor teacher techno teddy teddybear teens tekken telephone temp temple temporary tennessee tennis
  teresa terminator terror terry test tester testing testme testpass testtest testuser texas thankgod thankyou
  theboss theking theman themaster theresa therock thomas thompson thuglife thunder thursday tiffany tiger tigers
  tigger timothy tinker tinkerbell titanic titans tomcat tommy topgun topsecret tornado toronto toshiba tottenham
  toyota travel travis trebor trevor tricia trinity triumph trooper trouble trucks truelove trustme trustno
  trustnoone tuesday turkey turtle tweety twilight twister twitter tyler undertaker unicorn unique united
  universal universe university unknown user username valentin valentina valentine valerie vampire vanessa vanilla
  vegas vegeta velvet venice venus vernon veronica victor victoria victory viking vikings vincent violet viper
  virgin virginia virgo vision vladimir volcano volleyball voyager wachtwoord walker wallace walter wanker
  warcraft warrior warriors washington water waterfall watermelon wealth webmaster website wednesday weezer
  welcome welcomes wesley western westside whatever whatsapp whiskey whisper white whitney wicked wildcat wildcats
  william williams willie willow wilson windows windsurf winner winnie winniethepooh winston winter wisdom wizard
  wolf wolfgang wolverine wolves woman women wonder wonderful woody word work world wrangler wrestling xavier xbox
  xxx yahoo yamaha yankee yankees yellow yolanda young yourmom youtube yugioh yvonne zachary zaq zebra zelda
  zeppelin zidane zombie zxc zxcv zxcvb zxcvbn zxcvbnm
`;

const ofIndia = `
  aadhaar aadhar aaditya aakash aamir aarav aarti abdul abhay abhi abhijeet abhijit abhilash abhinav abhishek
  abishek acharya adarsh aditi aditya agarwal agra ahmed ahmedabad airtel aishwarya ajay ajit ajith akanksha akash
  akbar akhil akhilesh akshara akshat akshay alia allah allahabad alok aman amar amarnath ambani ambika amdavad
  amit amitabh amitabhbachchan amma amol amrita amritsar amruta anand anandhi ananya andhra anil anirudh anish
  anitha anjali anjana anju ankit ankita ankur ankush anmol anshul anshuman anu anuj anup anupam anupama anuradha
  anurag anusha anushka apna apurva archana arijit arjun arnav arpit arti arun aruna arvind aryan asha ashish
  ashok ashoka ashutosh ashwin ashwini asif atul aurangabad avinash ayesha ayodhya ayush ayushi baba babloo bablu
  babu bachchan bahubali bajaj bajrang bajrangbali bala balaji balakrishna banaras bangalore bangla bank baroda
  beti bhabhi bhagat bhagavan bhagwan bhai bhaiya bharat bharath bharathi bharati bharti bhaskar bhavana bhavani
  bhavesh bhavna bhavya bheem bhola bholenath bhopal bhubaneswar bhupendra bihar bijay bikash billoo bipin biryani
  biswajit bjp bobby bollywood bombay brahma brijesh bsnl buddha bunty calcutta chandan chandigarh chandra
  chandrakant chandrashekar chandu charminar chennai chennaisuperkings chetan chhota chinmay chinna chinni chinnu
  chintu chirag chiranjeevi chocolate chotu cochin coimbatore congress cricket csk dabang dabangg darshan deepa
  deepak deepali deepika deepti dehradun delhi desi dev devendra devi devika devil dhanush dharma dharmendra
  dhaval dhiraj dhoni dhruv dilip dilli dilwale dinesh dipak dipika divya diwali diya doctor dola dolly don dosa
  durga durgamaa dwarka eknath esha facebook faizan farhan fatima firoz flipkart gagan gajanan ganapathi ganapati
  gandhi ganesh ganesha ganga ganpati garima gaurav gauri gautam gayatri geeta geetha ghanshyam girish gita
  gitanjali goa gokul gopal gopi gopika gori goswami govind govinda gowtham gudiya gujarat gulab gupta guptaji
  gurgaon guru gurudev guruji guwahati gyan hanuman hardik hari haridwar harihar harini haris harish harsh harsha
  harshad harshal harshit harshita haryana hema hemant hemanth hemlata himachal himanshu hind hindi hindu hinduja
  hindustan hitesh holi hrishikesh hrithik hyderabad imran india indian indians indore indra indrajit indu infosys
  iqbal irfan isha ishaan ishan ishita ishq ishwar islam jaan jaanu jagan jagannath jagdish jai jaibajrangbali
  jaibheem jaibhim jaiganesh jaihanuman jaihind jaikrishna jaimaa jaimaakali jaimata jaimatadi jain jaipur
  jaisairam jaishankar jaishiv jaishree jaishreeram jaishriganesh jaishrikrishna jaishriram jaisriram jalebi jammu
  jamshedpur janaki janki janu jatin javed jay jaya jayant jayanth jayanthi jayanti jayashree jayesh jaymataji
  jayshree jayshreeram jayshriram jignesh jio jiten jitendra jitu jodhpur jyothi jyoti kabir kailash kajal kajol
  kaka kalam kali kalpana kalyan kalyani kamal kamala kamlesh kannada kannan kanpur kapil kapoor karan kareena
  karishma karnataka karthi karthik karthika karthikeya kartik karuna kashi kashmir katrina kaur kausalya kaushal
  kaushik kavita kavitha kavya keerthana keerthi kerala keshav ketan khan khushboo khushi kiran kirti kishan
  kishor kishore kissan kittu kochi kohli kolkata kolkataknightriders komal koushik krish krishan krishna krishnan
  krishnaradha krishnaveni kriti kuldeep kumar kumari kumkum kunal kundan kush kushal kutta laddoo laddu lakhan
  lakshay lakshman lakshmi lalit lalita lalitha lata latha laxman laxmi lokesh love lucknow ludhiana maa maaa
  madan madhav madhavi madhu madhura madhuri madhusudan madras madurai mahabharat mahadev mahakal mahalakshmi
  maharaja maharashtra mahatma mahavir mahendra mahesh maheshwari mahi mahima malayalam mallika mama mamata mamta
  manali manas mandeep mangal mangalam mangalore mangesh mani manikandan manish manisha manju manjula manjunath
  manmohan manohar manoj mansi manu maratha marathi maruti masala mataji mathura maya mayank mayur mayuri medha
  meena meenakshi meera megha meghana mehta mehul milan milind minakshi mishra misty mithun modi modiji mohamed
  mohammad mohammed mohan mohanlal mohini mohit monika monu motu mukesh mumbai mumbaiindians mumma mummy mummypapa
  munna munni murali murugan muskan muthu mysore nagaraj nagpur naina nalini namaste namita namo namrata nandini
  nandu narayan narayana narendra narendramodi naresh nargis nashik naveen navin navya nayan neelam neelima neeraj
  neeta neetu neha netaji nidhi nikhil nikita nilesh nimbu niraj niranjan nirmal nirmala nisha nishant nitesh
  nithin nithya nitin nitish nivedita noida nupur odisha ola om omkar omnamahshivay omnamahshivaya omnamonarayana
  omprakash ompuri omsai omsairam omshanti omsri orissa padma padmaja padmavathi pallavi panchal pandey pandit
  panipuri pankaj papa paperboat paras parle parth parul parvathi parvati patel patil patna pavan pavani pawan
  payal paytm phonepe phool pihu pinky pintu piyush pooja poonam poornima prabhakar prabhas prabhat prabhu pradeep
  pradip pradnya pragati prajakta prakash pramod pranav pranay pranjal prasad prasanna prasanth prashant prashanth
  prateek prathamesh pratik pratima praveen pravin preethi preeti prem prerna prince pritam prithvi priti priya
  priyanka priyanshu pune puneet punit punjab punjabi puri purnima pushkar pushpa qureshi rachana rachna radha
  radhakrishna radhe radheradhe radheshyam radhika raghav raghavendra raghu rahim rahul raina raj raja rajan
  rajani rajasthan rajat rajbir rajdeep rajeev rajendra rajendran rajesh rajeshwari rajini rajinikanth rajiv
  rajkot rajkumar rajni rajnikant rajnish rajput raju rakesh rakhi rakshit ram rama ramakrishna raman ramana
  ramayan ramesh rameshwar ramji ramkumar ramram ramsita ramu ramya ranbir ranchi rangoli rani ranjan ranjana
  ranjeet ranjit ranjith ranveer rashi rashmi rashmika ratan ratna ravan raveena ravi ravikumar ravina ravindra
  ravishankar rawat reddy reena reeta rekha reliance renu renuka reshma revathi ria rishabh rishi rishikesh ritesh
  ritik ritika ritu riya rohan rohini rohit rohitsharma roopa roshan roshni royalchallengers rudra rukmini rupa
  rupal rupali rupesh rutuja saanvi sachin sachintendulkar sadguru sagar sahara sahil sai saibaba saikrishna
  sairam saiteja sajid saket sakshi salim salman salmankhan samarth sameer samir samosa sampath samriddhi sandeep
  sandhya sandip sangeeta sangita sania sanjana sanjay sanjeev sanjiv sanju sanket sanskriti santhosh santosh
  sapna sarala saraswathi saraswati sardar sarita saroj sathish sathya satish satya satyajit satyam saurabh saurav
  savita savitri seema sehwag selvam senthil shaadi shabnam shah shahid shahrukh shahrukhkhan shailendra shailesh
  shakti shaktimaan shalini shankar shanthi shanti sharad sharma sharmila shashank shashi sheela sheetal shekhar
  sherni shilpa shimla shirdi shirdisai shirdisaibaba shiv shiva shivaji shivam shivani shivansh shivanya
  shivshakti shivshankar shobha shobhit shraddha shree shreeganesh shreeram shreya shri shrikant shrikrishna
  shriram shruti shubh shubham shubhangi shweta shyam siddharth siddhi siddhivinayak simran sindhu singh
  singhisking sita sitaram smita smitha smriti sneha snehal sohail sona sonakshi sonal sonali sonam soni sonia
  sonu soumya sourabh sourav souravganguly sowmya sree sreeram sri sridevi sridhar srikanth srikrishna srilakshmi
  srinath srinivas srinivasa srinivasan sriram srishti stalin subash subham subhash subhashchandra subramani
  subramanian sudha sudhakar sudheer sudhir suhana sujata sujatha sujit sukanya suman sumit sumitra sundar sunder
  suneel sunil sunita sunitha sunnyleone supriya suraj surat surbhi surekha surendra suresh suriya surya
  suryakumar sushant sushil sushila sushma suvarna swami swaminarayan swapna swapnil swara swaraj swathi swati
  sweta swetha tajmahal tamanna tamil tamilnadu tanisha tanmay tanu tanuja tanvi tarak tarun tata teja tejas
  tejaswini telangana telugu tendulkar thakur thala thalaiva thalapathy thirupathi tiranga tirupathi tirupati
  tripathi trivandrum tulsi tushar tyagi udaipur uday ujjain ujjwal uma umesh upendra urmila usha utkarsh uttam
  vadodara vaibhav vaishali vaishnavi vaishnodevi vamsi vandana vandemataram vandematram vanitha varanasi varma
  varsha varun vasant vasanth vasantha vasu vasudev vasudha veda veena veer venkat venkatesh venkatesha
  venkateswara venu verma vibha vicky vidhya vidya vighnesh vignesh vihaan vijay vijaya vijayalakshmi vijayawada
  vijeta vikas vikash vikram vikrant vimal vimala vinay vinayak vineet vineeth vinit vinita vinod vinoth vipin
  vipul viraj virat viratkohli virender virendra virendrasehwag virus visakhapatnam vishakha vishal vishnu vishwa
  vishwanath vishwas vivek viveka vivekananda vizag vrinda vrindavan waheguru wasim wipro yadav yamini yamuna yash
  yashika yashraj yashwant yatra yoga yogendra yogesh yogita yuvraj yuvrajsingh zaheer zainab zakir zeenat zomato
`;

const listed = (text: string): string[] => text.trim().split(/\s+/);

export const commonWords: ReadonlySet<string> = new Set([...listed(ofEverywhere), ...listed(ofIndia)]);

/** Digits that are put behind them or before, beside years, dates, runs and repeats. */
export const commonEndings: ReadonlySet<string> = new Set(
  listed(`
    007 100 101 102 105 108 110 111 112 121 125 128 131 135 141 143 144 147 151 159 161 181 200 202 212 213 220 234 247
    250 256 258 300 302 303 313 333 345 350 357 360 365 369 400 404 410 411 415 420 421 444 500 501 502 505 510 512 515
    555 567 600 619 666 678 690 700 707 712 713 714 718 720 727 757 760 770 777 786 789 800 808 818 850 888 900 901 909
    911 916 951 963 987 999 1000 1001 1010 1020 1024 1100 1122 1143 1147 1211 1213 1221 1223 1225 1227 1230 1245 1256
    1290 1301 1313 1324 1357 1369 1379 1410 1421 1432 1434 1436 1441 1478 1490 1597 2233 2244 2255 2277 2288 2299 2343
    2356 2468 2580 2583 3010 3030 3112 3344 3355 3366 3377 3388 3399 4200 4201 4321 4422 4455 4466 4477 4488 4499 5050
    5566 5577 5588 5599 5678 5683 6677 6688 6699 6789 6969 7007 7410 7539 7788 7799 7860 7861 7869 7890 7894 8520 8899
    9009 9210 9630 9876 12369 13579 14344 14789 24680 25800 54321 77777 98765 123321 121212 123123 143143 147258 147369
    159753 159357 456789 741852 786786 789456 852456 963852 987654 112233 11223344 123654 147258369 789456123 987654321
    12341234 123454321 1234554321
  `),
);
