/**
 * Common given names of many countries, in small letters. A capital alone does not make a person: Redis, Kafka and Jenkins have
 * one too. Names that are also everyday or product words (Will, Mark, Grace, Ruby, Jenkins, Chase) are left out on purpose.
 */
export const givenNames: ReadonlySet<string> = new Set(
  `aaron abdul adam adriana ahmed aisha akira alan albert alejandro aleksandr alessandro alex alexander alexandra alexei alice
  alicia ali alina amanda amara amina amir amit amy ana anders andre andrea andreas andrew andrzej angela anika anita anja ann anna
  anne anton antonio arjun arthur arun astrid ayesha ayo barbara bart beatriz ben benjamin bernd bianca bill birgit bjorn boris brian
  bruno camila carla carlos carmen caroline catherine cecilia charles charlotte chiara chen chloe chris christian christina christine
  christoph claire clara claudia connor cristina daan dan dana daniel daniela danielle dario dave david deborah deepak denis dennis
  diana diego dieter dimitri dmitri dominik donald dorothy douglas eduardo edward elena eleni eliza elizabeth ella ellen emeka emil
  emily emma enrique eric erik erika esther eva evelyn fabian farah farid fatima felipe felix fernando filip fiona francesca francois
  frank franziska fred frida gabriel gabriela george georg gerhard giorgos giulia goran greta guillaume gustav hamid hana hannah hans
  harald harry hassan heidi heike helen helena henrik henry hiroshi hugo ian ibrahim igor ildiko ines ingrid irina isabel isabella
  ivan ivana jack jacob jakob jakub james jamal jan jana jane janet jason javier jean jeff jelena jennifer jens jeremy jessica jim
  jing joan joanna joao joe johan johanna johannes john jon jonas jonathan jorge jose josef joseph joshua juan judith julia julian
  julie juan karen karim karin karl karolina kate katarina katerina katherine kathrin katja katrin keiko ken kenji kevin khalid kim
  kirsty klaus kofi konrad krzysztof kurt kwame lars laura laurent lea leila lena leo leon leticia li liam lina linda linus lisa
  louis louise luca lucas lucia lucy luis lukas luke magda magdalena magnus mahmoud maja malik marco marcus margaret maria mariam
  marie marina mario marta martha martin martina mary mateo mateusz mathias matilda matt matteo matthew matthias maya mehmet mei
  melanie melissa michael michaela michal michel michelle miguel mike mikhail milan milena min ming miriam mohamed mohammed monica
  monika muhammad mustafa nadia nadine nana naomi natalia natasha nathan neha nicholas nicola nicolas niels nikhil niklas nikola nils
  nina noah noor nora norbert ola olaf oleg olga oliver olivia omar oscar otto pablo pamela paola patricia patrick paul paula paulo
  pavel pedro pekka peter petra phil philip pia pierre pierre piotr prakash priya rachel radu rafael rahul raj rajesh ralf ramon
  rania raul ravi rebecca renata ricardo richard robert roberto roland roman rosa ruth ryan sabine sally sam samantha samira samuel
  sandra sanjay sara sarah sasha satoshi scott sean sebastian sergei sergio sharon shreya simon simone sofia sonia sophie stefan
  stefanie stephanie stephen steve steven sue sunil susan susanne suresh svetlana sven sylvia tania tanja tara tatiana ted teresa
  thomas thorsten tim timo tobias tom tomas tomasz tony tuan uli ulrich ulrike umar uwe valentina vanessa vera veronica victor
  victoria vijay vikram viktor vincent vladimir volker walter wang wei werner wolfgang xavier yan yara yasmin yolanda yuki yusuf yves
  zainab zara zhang zoe zofia zoltan`
    .concat(
      ` abebe achieng adaeze ade agnieszka aiko aino aisling akin alain albin alma alvaro amal amelia anaya andres anke annika ansel
  antoine anya arash ariel arne arnold asha asif aslan astou ayaan ayumi aziz babak bao beata beate bela berk bilal biljana bohdan
  bojan brenda bruce burak carina carl carol cem cesar chidi chika chinedu chioma christa cleo colin corinna cosmin craig cyril dagmar
  damian dariusz darya davide debbie delia derek devi diane dietmar dilip dina dinesh dora dorota duc duncan ebba eda edith egon eirik
  ekaterina elif elin elisa elke elsa else emilia emilie emre enzo erin ernst esra estelle eugen evan ewa fadi faisal fatou femi feng
  fernanda ferran finn florence florian folake frederic gaurav gavin gerard gerda gina giovanni gita gleb gordon graham gregor gunnar
  gunther guido gwen hai hakan halima haruka haruto hassan hector heinz helga henning hideo hilde holger huda hung ida ilaria ilona ilse
  imani imran inga inge ingo inka irene iris isaac ismail iva ivo izumi jada jaime jarek jaroslav jasper jens jiri joachim jochen joel
  jolanta jorg josephine joyce juergen jun junko justyna jutta kai kalle kamal kamila karthik kasia kaspar katharina kaori kavita kayode
  kazuo keith kerstin kiran klara kristian kristin kristina lachlan lamar larisa lasse lenka leonie leila leszek levi lidia lieke lorenz
  lorenzo lothar lotte luigi luisa lukasz luna lydia mads magali mahesh malte mandy manon manuel manuela marcel marcin marek margit
  marian marianne marlene marta maryam masha maurice mauro maximilian megan mehdi meike mercy merle meryem mika mila milos minh mira
  mirela mirjam moritz moses moussa nadja najib nam nandini narges natalie nawal neil nelly nelson nguyen nicole nigel nikita nikolai
  nikolaus nisha njeri nkechi noemi nuno nuria nwando obi odile oksana olek olena olumide omari onur orla ortrud osman owen paloma
  parisa pascal patricio pauline peggy penelope per pilar pooja pranav preeti quentin quinn rada radek rafal raimund raisa ramesh ramona
  rana rashid regina reiko reinhard renate rene reza rhys rita rohan rolf romain ronja rosalie roxana rudolf rui ruslan ryo saanvi sakura
  salma sana sandeep sanna santiago saskia selin selma senait serge shanti sheila shirin sigrid silke silvia simona sinead sita slavko
  sonja soren stanislav stella stig sunita swati sybille tadeusz takashi takumi talia tamar tamara tariq tatjana teemu temitope theo
  theresa thibault thiago tilda till tina tobi torsten tove tristan trung tunde turid ulla ursula valeria valerie vanja veronika vicente
  vikas vilma vinod violeta vishal vivek volha wambui wanjiru wiebke wiktor wilhelm willem wojciech xiao xin yael yannick yash yasmine
  ying yohannes yoko yosef yuri yuto yvonne zahra zainab zeynep ziad zuzana`,
    )
    .split(/\s+/)
    .filter((name) => name !== ''),
)
